package io.threadkeep.internal.engine;

import io.threadkeep.context.PinnedLog;
import io.threadkeep.context.Summary;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.store.MadeSummary;
import io.threadkeep.store.ThreadStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A thread up to {@code end}, read from the store as far back as a policy asks. */
record ThreadLog(ThreadStore store, Scope scope, ThreadId thread, long end) implements PinnedLog {

  @Override
  public List<Message> before(long position, int limit) {
    return store.messages().before(scope, thread, Math.min(position, end + 1), limit);
  }

  @Override
  public @Nullable Summary summary(String model, long upTo) {
    return store
        .summaries()
        .newest(scope, thread, model, Math.min(upTo, end))
        .map(MadeSummary::summary)
        .orElse(null);
  }
}
