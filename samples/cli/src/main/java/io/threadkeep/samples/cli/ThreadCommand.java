package io.threadkeep.samples.cli;

import io.threadkeep.Threadkeep;
import io.threadkeep.id.ThreadId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Parameters;

/** A command on the thread that it names first. */
abstract class ThreadCommand implements Callable<Integer> {
  final ThreadkeepCli cli;

  @Parameters(index = "0", paramLabel = "THREAD", description = "Its id.")
  private String thread = "";

  ThreadCommand(ThreadkeepCli cli) {
    this.cli = cli;
  }

  @Override
  public final Integer call() {
    ThreadId id = new ThreadId(thread);
    try (Threadkeep keep = cli.open()) {
      return call(id, keep, cli.output());
    }
  }

  /** Returns the exit code. */
  abstract int call(ThreadId id, Threadkeep keep, Output output);
}
