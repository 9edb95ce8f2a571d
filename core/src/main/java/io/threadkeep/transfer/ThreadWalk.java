package io.threadkeep.transfer;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.limit.Limits;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.store.ThreadRecords;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All threads of a query by creation, archived ones among the others, however many of them are
 * deleted, archived or brought back on the way.
 */
final class ThreadWalk {
  private static final Comparator<ChatThread> ORDER =
      Comparator.comparing(ChatThread::createdAt).thenComparing(thread -> thread.id().value());

  /** Cursors that are kept for the case that later ones are deleted. */
  private static final int CURSORS = 2 * Limits.PAGE;

  private final ThreadRecords threads;
  private final Scope scope;
  private final List<ThreadQuery> queries;
  private final Deque<ChatThread> page = new ArrayDeque<>();

  /** The newest first. */
  private final Deque<ThreadId> cursors = new ArrayDeque<>();

  private @Nullable ChatThread last;
  private boolean ended;

  /**
   * @throws InvalidInputException if the query is for deleted threads
   */
  ThreadWalk(ThreadRecords threads, Scope scope, ThreadQuery query) {
    this.threads = threads;
    this.scope = scope;
    this.queries =
        switch (query.state()) {
          // Asked again, so that one which is brought back between the two is not missed.
          case ACTIVE -> List.of(query, query.archived(), query);
          case ARCHIVED -> List.of(query);
          case DELETED ->
              throw new InvalidInputException(
                  "query.state", "active, with which archived go along, or archived", "deleted");
        };
  }

  /**
   * Begins behind {@code thread}.
   *
   * @throws NotFoundException if it is not in scope
   */
  ThreadWalk after(ThreadId thread) {
    last =
        threads
            .find(scope, thread)
            .orElseThrow(() -> new NotFoundException("thread", thread.value()));
    cursors.addFirst(thread);
    return this;
  }

  @Nullable ChatThread next() {
    while (page.isEmpty() && !ended) {
      try {
        read();
      } catch (NotFoundException e) {
        // The thread that the page was to come after is gone: an earlier one is good enough.
        if (cursors.poll() == null) {
          throw e;
        }
      }
    }
    return page.poll();
  }

  private void read() {
    PageRequest request = PageRequest.oldestFirst().limit(Limits.PAGE);
    ThreadId cursor = cursors.peek();
    NavigableSet<ChatThread> found = new TreeSet<>(ORDER);
    ChatThread horizon = null;
    for (ThreadQuery query : queries) {
      Page<ChatThread> read =
          threads.list(scope, query, cursor == null ? request : request.after(cursor.value()));
      found.addAll(read.items());
      if (read.next() != null) {
        ChatThread end = read.items().get(read.items().size() - 1);
        horizon = horizon == null || ORDER.compare(end, horizon) < 0 ? end : horizon;
      }
    }
    ended = horizon == null;
    for (ChatThread thread : horizon == null ? found : found.headSet(horizon, true)) {
      cursors.addFirst(thread.id());
      if (last == null || ORDER.compare(thread, last) > 0) {
        page.add(thread);
        last = thread;
      }
    }
    while (cursors.size() > CURSORS) {
      cursors.removeLast();
    }
  }
}
