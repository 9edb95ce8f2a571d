package io.threadkeep.storage.jdbc;

import static org.jooq.impl.DSL.noCondition;

import io.threadkeep.id.ThreadId;
import io.threadkeep.store.Purged;
import java.util.List;
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
  /** Each brings its steps, events and calls along. */
  private static final int MESSAGES_PER_RUN = 10;

  private static final int MOST_THREADS = 100;

  private final Tables tables;

  Purging(Tables tables) {
    this.tables = tables;
  }

  /** Of threads in whoever's scope, passing over those that others are at. */
  Purged in(DSLContext sql, int limit) {
    Purged purged = Purged.NOTHING;
    for (String id : tables.threads().due(sql, MOST_THREADS + 1).fetch(row -> row.value1())) {
      int left = limit - (int) (purged.messages() + purged.runs() * MESSAGES_PER_RUN);
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
    return tables.threads().seal(sql, thread, guard) ? remove(sql, thread, limit) : Purged.NOTHING;
  }

  private Purged remove(DSLContext sql, ThreadId thread, int limit) {
    int messages = tables.messages().delete(sql, thread, limit);
    if (messages >= limit) {
      return new Purged(0, messages, 0, true);
    }
    int most = 1 + (limit - messages) / MESSAGES_PER_RUN;
    List<String> runs = tables.runs().rows().some(sql, thread, most);
    if (!runs.isEmpty()) {
      tables.runs().calls().delete(sql, runs);
      tables.runs().steps().delete(sql, runs);
      tables.runs().events().delete(sql, runs);
      tables.runs().rows().delete(sql, runs);
    }
    if (runs.size() == most) {
      return new Purged(0, messages, runs.size(), true);
    }
    tables.threadMetadata().delete(sql, thread);
    tables.keys().deleteAll(sql, thread);
    tables.threads().delete(sql, thread);
    return new Purged(1, messages, runs.size(), false);
  }

  private static Purged more(Purged purged) {
    return new Purged(purged.threads(), purged.messages(), purged.runs(), true);
  }
}
