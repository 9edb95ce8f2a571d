package io.threadkeep.storage.jdbc;

import static org.jooq.impl.DSL.noCondition;

import io.threadkeep.id.ThreadId;
import io.threadkeep.store.Purged;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;

/**
 * The transaction that removes for good some of what deleted threads have left.
 *
 * <p>The one place where a message, a run or a thread ever leaves the database: whatever another
 * table knows of them has its say here. The thread's row goes last, so that what a crash leaves is
 * found again. Nobody else has a lock on anything here for long: a deleted thread has no readers,
 * and none of its runs a worker.
 *
 * <p>What forks read of a thread stays when it goes, under a row that nothing finds; each fork,
 * when it goes, takes with it what no other one reads. Both have the thread's lock until their end
 * is committed, so that one of them sees the other's.
 */
final class Purging {
  private static final int MOST_THREADS = 100;

  private final Tables tables;

  Purging(Tables tables) {
    this.tables = tables;
  }

  /**
   * Of threads in whoever's scope, passing over those that others are at. With the forks of several
   * families in it, a batch may wait for another one's that waits for this: the database ends one
   * of them, which begins again.
   */
  Purged in(DSLContext sql, int limit) {
    Purged purged = Purged.NOTHING;
    for (String id : tables.life().due(sql, MOST_THREADS + 1).fetch(row -> row.value1())) {
      int left = limit - (int) (purged.messages() + purged.runs() * Removed.MESSAGES_PER_RUN);
      if (left <= 0 || purged.threads() == MOST_THREADS) {
        return more(purged);
      }
      purged = purged.plus(of(sql, noCondition(), new ThreadId(id), left));
      if (purged.more()) {
        return purged;
      }
    }
    return purged;
  }

  /**
   * Of one thread, if it is due; waits for whoever is at it.
   *
   * @param limit how many messages at most
   */
  Purged of(DSLContext sql, Condition guard, ThreadId thread, int limit) {
    return tables.life().seal(sql, thread, guard)
        ? remove(sql, thread, limit).purged()
        : Purged.NOTHING;
  }

  /** As the others, of a thread that the caller has locked. */
  Removed remove(DSLContext sql, ThreadId thread, int limit) {
    Map<String, Long> counts = Removed.none();
    long kept = tables.sources().readUpTo(sql, thread, null);
    int left = limit - removeOwn(sql, thread, kept, limit, counts);
    if (left == 0) {
      return Removed.some(counts);
    }
    int most = 1 + left / Removed.MESSAGES_PER_RUN;
    List<String> runs = tables.runs().ofThreads().some(sql, thread, most);
    if (!runs.isEmpty()) {
      removeRuns(sql, runs, counts);
    }
    if (runs.size() == most) {
      return Removed.some(counts);
    }
    left -= runs.size() * Removed.MESSAGES_PER_RUN;
    // Last, since those who read and write a source that is there wait from here on.
    if (!removeShared(sql, thread, left, counts)) {
      return Removed.some(counts);
    }
    boolean isFork = tables.sources().deleteAll(sql, thread) > 0;
    tables.budgets().deleteAll(sql, thread);
    Removed.add(counts, "summaries", tables.summaries().deleteAll(sql, thread));
    Removed.add(counts, "metadata", tables.threadMetadata().delete(sql, thread));
    Removed.add(counts, "keys", tables.keys().deleteAll(sql, thread));
    Removed.add(counts, "threads", 1);
    if (kept > 0) {
      tables.life().keepForForks(sql, thread);
    } else {
      removeRow(sql, thread);
    }
    return Removed.all(counts, isFork);
  }

  /**
   * The thread's messages behind the position {@code kept}.
   *
   * @return how many
   */
  private int removeOwn(
      DSLContext sql, ThreadId thread, long kept, int limit, Map<String, Long> counts) {
    List<String> messages = tables.messages().delete(sql, thread, kept, limit);
    if (kept > 0) {
      // Of a thread that goes as a whole they go with it.
      tables.search().words().delete(sql, messages);
    }
    Removed.add(counts, "messages", messages.size());
    return messages.size();
  }

  private void removeRuns(DSLContext sql, List<String> runs, Map<String, Long> counts) {
    Removed.add(counts, "tool_calls", tables.runs().calls().delete(sql, runs));
    Removed.add(counts, "steps", tables.runs().steps().delete(sql, runs));
    Removed.add(counts, "events", tables.runs().events().delete(sql, runs));
    tables.usage().keep(sql, runs);
    Removed.add(counts, "runs", tables.runs().ofThreads().delete(sql, runs));
  }

  /**
   * What threads that are gone have kept for this fork, and no other one reads. The fork's word
   * that it reads them goes later, with the fork.
   *
   * @return whether it was all
   */
  private boolean removeShared(DSLContext sql, ThreadId fork, int limit, Map<String, Long> counts) {
    Set<ThreadId> gone = tables.sources().lockKept(sql, fork);
    if (gone.isEmpty()) {
      return true;
    }
    int left = limit;
    for (ThreadId source : tables.sources().readAlone(sql, fork)) {
      if (gone.contains(source)) {
        long kept = tables.sources().readUpTo(sql, source, fork);
        List<String> messages = tables.messages().delete(sql, source, kept, left);
        tables.search().words().delete(sql, messages);
        Removed.add(counts, "messages", messages.size());
        left -= messages.size();
        if (left == 0) {
          return false;
        }
        if (kept == 0) {
          removeRow(sql, source);
        }
      }
    }
    return true;
  }

  private void removeRow(DSLContext sql, ThreadId thread) {
    tables.search().words().deleteAll(sql, thread);
    tables.life().delete(sql, thread);
  }

  private static Purged more(Purged purged) {
    return new Purged(purged.threads(), purged.messages(), purged.runs(), true);
  }
}
