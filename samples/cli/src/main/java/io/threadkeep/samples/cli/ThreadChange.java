package io.threadkeep.samples.cli;

import io.threadkeep.Conversations;
import io.threadkeep.Threadkeep;
import io.threadkeep.id.ThreadId;
import io.threadkeep.thread.ChatThread;
import java.util.function.BiFunction;

/** A command that changes the state of a thread, and shows how it is then. */
abstract class ThreadChange extends ThreadCommand {
  private final BiFunction<Conversations, ThreadId, ChatThread> change;

  ThreadChange(ThreadkeepCli cli, BiFunction<Conversations, ThreadId, ChatThread> change) {
    super(cli);
    this.change = change;
  }

  @Override
  final int call(ThreadId id, Threadkeep keep, Output output) {
    ThreadJson.print(change.apply(keep.conversations(cli.scope()), id), output);
    return 0;
  }
}
