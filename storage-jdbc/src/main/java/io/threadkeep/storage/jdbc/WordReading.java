package io.threadkeep.storage.jdbc;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.page.PageRequest;
import io.threadkeep.storage.jdbc.SourceRows.Range;
import io.threadkeep.storage.jdbc.schema.tables.records.TkThreadsRecord;
import io.threadkeep.thread.ThreadState;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Notes the words of messages that nobody has searched yet, so that appending costs nothing.
 *
 * <p>Messages are read and taken apart without any lock. Then, in one transaction: their threads
 * are locked, what another search has noted meanwhile is left out, the rest is inserted, and the
 * threads' ends are moved. So each message is noted once, none is passed over, a thread that is
 * deleted meanwhile leaves nothing behind, and a process that dies leaves whole batches.
 */
final class WordReading {
  private static final List<ThreadState> SEARCHED =
      List.of(ThreadState.ACTIVE, ThreadState.ARCHIVED);

  private final Transactions transactions;
  private final Tables tables;
  private final SearchBounds bounds;

  WordReading(Transactions transactions, Tables tables, SearchBounds bounds) {
    this.transactions = transactions;
    this.tables = tables;
    this.bounds = bounds;
  }

  /** Notes what it is told to, a batch at a time, up to a bound. */
  private final class Noting {
    private final Scope within;
    private WordBatch batch = new WordBatch(tables.search());
    private int left = bounds.mostNoted();

    Noting(Scope within) {
      this.within = within;
    }

    /**
     * Notes the thread's messages up to the position {@code end}, or puts them down to be noted.
     *
     * @return whether there is room for more
     */
    boolean add(TkThreadsRecord thread, long end) {
      long from = thread.getWordsEnd();
      while (from < end) {
        long to = Math.min(end, from + bounds.batch() - batch.size());
        batch.add(thread, from, to);
        from = to;
        if (batch.size() == bounds.batch()) {
          flush();
          left -= bounds.batch();
          if (left <= 0) {
            return false;
          }
        }
      }
      return true;
    }

    void flush() {
      if (batch.size() > 0) {
        note(within, batch);
        batch = new WordBatch(tables.search());
      }
    }
  }

  /**
   * @param thread which one alone, or null for all
   * @param shared what it reads of others, whatever has become of those
   * @return whether all messages in scope have been noted; else to be called again
   */
  boolean catchUp(Scope within, @Nullable ThreadId thread, List<Range> shared) {
    Noting noting = new Noting(within);
    for (ThreadState state : SEARCHED) {
      if (!catchUp(within, thread, state, noting)) {
        return false;
      }
    }
    if (!shared.isEmpty() && !catchUp(within, shared, noting)) {
      return false;
    }
    noting.flush();
    return true;
  }

  private boolean catchUp(
      Scope within, @Nullable ThreadId thread, ThreadState state, Noting noting) {
    List<TkThreadsRecord> unread = unread(within, thread, state, null);
    while (!unread.isEmpty()) {
      for (TkThreadsRecord next : unread) {
        if (!noting.add(next, next.getMessageCount())) {
          return false;
        }
      }
      TkThreadsRecord last = unread.get(unread.size() - 1);
      Keyset.Key after = new Keyset.Key(last.getCreatedAt(), last.getId());
      unread = unread(within, thread, state, after);
    }
    return true;
  }

  private boolean catchUp(Scope within, List<Range> shared, Noting noting) {
    List<String> sources = shared.stream().map(range -> range.source().value()).toList();
    Map<String, TkThreadsRecord> found =
        transactions.read(
            "look for messages to search",
            sql -> tables.search().unread().find(sql, within, sources));
    for (Range range : shared) {
      TkThreadsRecord source = found.get(range.source().value());
      if (source != null && !noting.add(source, range.to())) {
        return false;
      }
    }
    return true;
  }

  private List<TkThreadsRecord> unread(
      Scope within, @Nullable ThreadId thread, ThreadState state, Keyset.@Nullable Key after) {
    PageRequest page = PageRequest.newestFirst().limit(bounds.batch());
    return transactions.read(
        "look for messages to search",
        sql -> tables.search().unread().select(sql, within, thread, state, page, after).fetch());
  }

  private void note(Scope within, WordBatch batch) {
    MessageRows messages = tables.in(within).messages();
    transactions.read("read messages to search", sql -> batch.read(sql, messages));
    transactions.write(
        "note the words of messages", (sql, attempt) -> batch.note(sql, within, messages));
  }
}
