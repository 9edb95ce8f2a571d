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

  /**
   * @param thread which one alone, or null for all
   * @return whether all messages in scope have been noted; else to be called again
   */
  boolean catchUp(Scope within, @Nullable ThreadId thread) {
    int left = bounds.mostNoted();
    for (ThreadState state : SEARCHED) {
      left = catchUp(within, thread, state, left);
      if (left <= 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * As the other, of what a fork reads of threads, whatever has become of those.
   *
   * @return whether all of it has been noted; else to be called again
   */
  boolean catchUp(Scope within, List<Range> shared) {
    if (shared.isEmpty()) {
      return true;
    }
    List<String> sources = shared.stream().map(range -> range.source().value()).toList();
    Map<String, TkThreadsRecord> found =
        transactions.read(
            "look for messages to search",
            sql -> tables.search().unread().find(sql, within, sources));
    int left = bounds.mostNoted();
    for (Range range : shared) {
      TkThreadsRecord source = found.get(range.source().value());
      long from = source == null ? range.to() : source.getWordsEnd();
      while (source != null && from < range.to()) {
        if (left <= 0) {
          return false;
        }
        long to = Math.min(range.to(), from + bounds.batch());
        WordBatch batch = new WordBatch(tables.search());
        batch.add(source, from, to);
        note(within, batch);
        left -= batch.size();
        from = to;
      }
    }
    return true;
  }

  /**
   * @param most to note at most
   * @return how many may still be noted; none unless all in this state have been
   */
  private int catchUp(Scope within, @Nullable ThreadId thread, ThreadState state, int most) {
    int left = most;
    WordBatch batch = new WordBatch(tables.search());
    Keyset.@Nullable Key after = null;
    List<TkThreadsRecord> unread = unread(within, thread, state, null);
    while (!unread.isEmpty()) {
      for (TkThreadsRecord next : unread) {
        long from = next.getWordsEnd();
        while (from < next.getMessageCount()) {
          long to = Math.min(next.getMessageCount(), from + bounds.batch() - batch.size());
          batch.add(next, from, to);
          from = to;
          if (batch.size() == bounds.batch()) {
            note(within, batch);
            batch = new WordBatch(tables.search());
            left -= bounds.batch();
            if (left <= 0) {
              return left;
            }
          }
        }
        after = new Keyset.Key(next.getCreatedAt(), next.getId());
      }
      unread = unread(within, thread, state, after);
    }
    if (batch.size() > 0) {
      note(within, batch);
    }
    return left;
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
    transactions.write("note the words of messages", (sql, attempt) -> batch.note(sql, within));
  }
}
