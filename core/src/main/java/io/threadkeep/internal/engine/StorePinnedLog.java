package io.threadkeep.internal.engine;

import io.threadkeep.context.PinnedLog;
import io.threadkeep.message.Message;
import io.threadkeep.run.Run;
import io.threadkeep.store.MessageLog;
import java.util.List;

/** A run's view of its thread, read from the store as far back as a policy asks. */
record StorePinnedLog(MessageLog messages, Run run) implements PinnedLog {

  @Override
  public long end() {
    return run.progress().pinnedEnd();
  }

  @Override
  public List<Message> before(long position, int limit) {
    return messages.before(run.owner(), run.threadId(), Math.min(position, end() + 1), limit);
  }
}
