package io.threadkeep.storage.jdbc;

import static org.jooq.impl.DSL.noCondition;

import io.threadkeep.id.ThreadId;
import io.threadkeep.store.Purged;
import java.util.List;
import java.util.Map;
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

  /** Of threads in whoever's scope, passing over those that others are at. */
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
    int messages = tables.messages().delete(sql, thread, kept, limit);
    messages += removeShared(sql, thread, limit - messages);
    Removed.add(counts, "messages", messages);
    if (messages >= limit) {
      return new Removed(counts, true);
    }
    int most = 1 + (limit - messages) / Removed.MESSAGES_PER_RUN;
    List<String> runs = tables.runs().ofThreads().some(sql, thread, most);
    if (!runs.isEmpty()) {
      Removed.add(counts, "tool_calls", tables.runs().calls().delete(sql, runs));
      Removed.add(counts, "steps", tables.runs().steps().delete(sql, runs));
      Removed.add(counts, "events", tables.runs().events().delete(sql, runs));
      tables.usage().keep(sql, runs);
      Removed.add(counts, "runs", tables.runs().ofThreads().delete(sql, runs));
    }
    if (runs.size() == most) {
      return new Removed(counts, true);
    }
    tables.sources().deleteAll(sql, thread);
    removeWords(sql, thread, kept);
    tables.budgets().deleteAll(sql, thread);
    Removed.add(counts, "summaries", tables.summaries().deleteAll(sql, thread));
    Removed.add(counts, "metadata", tables.threadMetadata().delete(sql, thread));
    Removed.add(counts, "keys", tables.keys().deleteAll(sql, thread));
    Removed.add(counts, "threads", 1);
    if (kept > 0) {
      tables.life().keepForForks(sql, thread);
    } else {
      tables.life().delete(sql, thread);
    }
    return new Removed(counts, false);
  }

  /**
   * What threads that are gone have kept for this fork, and no other one reads. The fork's word
   * that it reads them goes later, with the fork.
   *
   * @return how many messages it was
   */
  private int removeShared(DSLContext sql, ThreadId fork, int limit) {
    int removed = 0;
    for (ThreadId source : tables.sources().lockKept(sql, fork)) {
      long kept = tables.sources().readUpTo(sql, source, fork);
      removed += tables.messages().delete(sql, source, kept, limit - removed);
      if (removed >= limit) {
        return removed;
      }
      removeWords(sql, source, kept);
      if (kept == 0) {
        tables.life().delete(sql, source);
      }
    }
    return removed;
  }

  private void removeWords(DSLContext sql, ThreadId thread, long kept) {
    if (kept > 0) {
      tables.search().words().deleteUnread(sql, thread);
    } else {
      tables.search().words().deleteAll(sql, thread);
    }
  }

  private static Purged more(Purged purged) {
    return new Purged(purged.threads(), purged.messages(), purged.runs(), true);
  }
}
