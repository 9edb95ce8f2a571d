package io.threadkeep.transfer;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.Scope;
import io.threadkeep.store.ThreadRecords;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** All threads of a query, by creation, however many of them are deleted on the way. */
final class ThreadWalk {
  private static final Comparator<ChatThread> ORDER =
      Comparator.comparing(ChatThread::createdAt).thenComparing(thread -> thread.id().value());

  private final ThreadRecords threads;
  private final Scope scope;
  private final ThreadQuery query;
  private Walk<ChatThread> walk;
  private @Nullable ChatThread last;

  ThreadWalk(ThreadRecords threads, Scope scope, ThreadQuery query) {
    this.threads = threads;
    this.scope = scope;
    this.query = query;
    this.walk = fromTheStart();
  }

  @Nullable ChatThread next() {
    while (true) {
      try {
        ChatThread found = walk.next();
        if (found == null || last == null || ORDER.compare(found, last) > 0) {
          last = found;
          return found;
        }
      } catch (NotFoundException e) {
        // The thread that the page was to come after is gone: there is no other way to its place.
        walk = fromTheStart();
      }
    }
  }

  private Walk<ChatThread> fromTheStart() {
    return new Walk<>(page -> threads.list(scope, query, page));
  }
}
