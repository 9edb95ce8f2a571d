package io.threadkeep.samples.cli;

import io.threadkeep.Threadkeep;
import io.threadkeep.id.ThreadId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "restore", description = "Brings a deleted thread back, within its grace.")
final class RestoreCommand implements Callable<Integer> {
  private final ThreadkeepCli cli;

  @Parameters(paramLabel = "THREAD", description = "Its id.")
  private String thread = "";

  RestoreCommand(ThreadkeepCli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    try (Threadkeep keep = cli.open()) {
      ThreadJson.print(keep.conversations(cli.scope()).restore(new ThreadId(thread)), cli.output());
    }
    return 0;
  }
}
