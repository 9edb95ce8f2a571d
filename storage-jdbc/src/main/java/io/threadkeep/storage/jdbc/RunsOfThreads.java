package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_RUNS;

import io.threadkeep.id.ThreadId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;

/** The runs' table, as seen from the end of threads. */
final class RunsOfThreads {
  /** Where the thread of a run stands that has not ended, in either of them. */
  private static final List<Field<String>> UNENDED =
      List.of(TK_RUNS.ACTIVE_THREAD_ID, TK_RUNS.WAITING_THREAD_ID);

  /** The thread's runs that have not ended, locked. */
  List<String> lockUnended(DSLContext sql, ThreadId thread) {
    // Two queries: for a condition on either column H2 would read and lock the whole table.
    List<String> runs = new ArrayList<>();
    for (Field<String> column : UNENDED) {
      runs.addAll(
          sql.select(TK_RUNS.ID)
              .from(TK_RUNS)
              .where(column.eq(thread.value()))
              .orderBy(TK_RUNS.ID)
              .forUpdate()
              .fetch(TK_RUNS.ID));
    }
    return runs;
  }

  /**
   * Those of {@code threads} that have runs that have not ended.
   *
   * @param lock whether they are to stay so; sees what was committed until now, in any case
   */
  Set<String> busy(DSLContext sql, Collection<String> threads, boolean lock) {
    Set<String> busy = new HashSet<>();
    for (Field<String> column : UNENDED) {
      var runs = sql.select(column).from(TK_RUNS).where(column.in(threads));
      busy.addAll((lock ? runs.forUpdate() : runs).fetch(column));
    }
    return busy;
  }

  /** Some of the thread's runs, whichever. */
  List<String> some(DSLContext sql, ThreadId thread, int limit) {
    return sql.select(TK_RUNS.ID)
        .from(TK_RUNS)
        .where(TK_RUNS.THREAD_ID.eq(thread.value()))
        .limit(limit)
        .fetch(TK_RUNS.ID);
  }

  int delete(DSLContext sql, Collection<String> runs) {
    return sql.deleteFrom(TK_RUNS).where(TK_RUNS.ID.in(runs)).execute();
  }
}
