package io.threadkeep.samples.cli;

import io.threadkeep.Conversations;
import io.threadkeep.Threadkeep;
import io.threadkeep.id.ThreadId;
import io.threadkeep.thread.ChatThread;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine.Parameters;

/** A command that changes the state of one thread, and shows how it is then. */
abstract class ThreadChange implements Callable<Integer> {
  private final ThreadkeepCli cli;
  private final BiFunction<Conversations, ThreadId, ChatThread> change;

  @Parameters(paramLabel = "THREAD", description = "Its id.")
  private String thread = "";

  ThreadChange(ThreadkeepCli cli, BiFunction<Conversations, ThreadId, ChatThread> change) {
    this.cli = cli;
    this.change = change;
  }

  @Override
  public final Integer call() {
    try (Threadkeep keep = cli.open()) {
      ThreadJson.print(
          change.apply(keep.conversations(cli.scope()), new ThreadId(thread)), cli.output());
    }
    return 0;
  }
}
