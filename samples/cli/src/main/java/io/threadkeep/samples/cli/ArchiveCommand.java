package io.threadkeep.samples.cli;

import io.threadkeep.Threadkeep;
import io.threadkeep.id.ThreadId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "archive", description = "Takes a thread out of the lists.")
final class ArchiveCommand implements Callable<Integer> {
  private final ThreadkeepCli cli;

  @Parameters(paramLabel = "THREAD", description = "Its id.")
  private String thread = "";

  ArchiveCommand(ThreadkeepCli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    try (Threadkeep keep = cli.open()) {
      ThreadJson.print(keep.conversations(cli.scope()).archive(new ThreadId(thread)), cli.output());
    }
    return 0;
  }
}
