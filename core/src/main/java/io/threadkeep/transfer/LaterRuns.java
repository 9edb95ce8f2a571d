package io.threadkeep.transfer;

import io.threadkeep.id.MessageId;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.message.Message;
import io.threadkeep.page.PageRequest;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The runs that wrote to a thread after its log was taken: to an export they have not ended, since
 * what they came to is not in it.
 */
final class LaterRuns {
  private final ThreadStore store;
  private final Scope scope;
  private final ChatThread thread;
  private final Set<RunId> runs = new HashSet<>();
  private long end;
  private @Nullable MessageId last;

  LaterRuns(ThreadStore store, Scope scope, ChatThread thread) {
    this.store = store;
    this.scope = scope;
    this.thread = thread;
    this.end = thread.messageCount();
  }

  void written(Message message) {
    last = message.id();
  }

  /** Asked after the run was read: a run's messages are there by the time that it has ended. */
  boolean contains(RunId run) {
    long now = store.threads().find(scope, thread.id()).map(ChatThread::messageCount).orElse(end);
    @Nullable PageRequest next = PageRequest.oldestFirst();
    while (now > end && next != null) {
      var page =
          store.messages().list(scope, thread.id(), last == null ? next : next.after(last.value()));
      for (Message message : page.items()) {
        end = message.position();
        last = message.id();
        if (message.origin().runId() != null) {
          runs.add(message.origin().runId());
        }
      }
      next = page.next();
    }
    return runs.contains(run);
  }
}
