package io.threadkeep.internal.engine;

import io.threadkeep.context.PinnedLog;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.store.MessageLog;
import java.util.List;

/** A thread up to {@code end}, read from the store as far back as a policy asks. */
record ThreadLog(MessageLog messages, Scope scope, ThreadId thread, long end) implements PinnedLog {

  @Override
  public List<Message> before(long position, int limit) {
    return messages.before(scope, thread, Math.min(position, end + 1), limit);
  }
}
