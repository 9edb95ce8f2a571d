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
    int messages = tables.messages().delete(sql, thread, limit);
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
    tables.search().words().deleteAll(sql, thread);
    tables.budgets().deleteAll(sql, thread);
    Removed.add(counts, "summaries", tables.summaries().deleteAll(sql, thread));
    Removed.add(counts, "metadata", tables.threadMetadata().delete(sql, thread));
    Removed.add(counts, "keys", tables.keys().deleteAll(sql, thread));
    Removed.add(counts, "threads", tables.life().delete(sql, thread));
    return new Removed(counts, false);
  }

  private static Purged more(Purged purged) {
    return new Purged(purged.threads(), purged.messages(), purged.runs(), true);
  }
}
