package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_RUNS;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import io.threadkeep.id.ThreadId;
import io.threadkeep.run.RunStatus;
import io.threadkeep.storage.jdbc.ThreadRows.Extended;
import io.threadkeep.storage.jdbc.schema.tables.TkRuns;
import io.threadkeep.storage.jdbc.schema.tables.records.TkRunsRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.SortField;
import org.jspecify.annotations.Nullable;

/**
 * The queued runs that wait behind their thread's active one. Whoever changes who waits holds the
 * lock of the thread's row.
 *
 * <p>That row counts them, so that whoever ends a run need not look for others. A run that ends
 * while it waits is not taken off: the count is never too low, and too high until somebody looks.
 */
final class WaitingRuns {
  private final Dialect dialect;
  private final FairQueue queue;
  private final ThreadRows threads;

  WaitingRuns(Dialect dialect, FairQueue queue, ThreadRows threads) {
    this.dialect = dialect;
    this.queue = queue;
    this.threads = threads;
  }

  /**
   * Makes the oldest one active, in a thread that has no active run.
   *
   * @param thread as the lock has found it
   * @param end where the run is pinned
   */
  Optional<TkRunsRecord> next(DSLContext sql, Extended thread, long end) {
    if (thread.waiting() == 0) {
      return Optional.empty();
    }
    Optional<TkRunsRecord> oldest = first(sql, thread, TK_RUNS.CREATED_AT.asc(), TK_RUNS.ID.asc());
    threads.setWaiting(sql, thread.id(), oldest.isPresent() ? thread.waiting() - 1 : 0);
    return oldest.map(run -> activate(sql, thread, run, end));
  }

  private TkRunsRecord activate(DSLContext sql, Extended thread, TkRunsRecord run, long end) {
    Map<Field<?>, @Nullable Object> changes = new LinkedHashMap<>();
    changes.put(TK_RUNS.ACTIVE_THREAD_ID, thread.id().value());
    changes.put(TK_RUNS.WAITING_THREAD_ID, null);
    changes.put(TK_RUNS.TURN, queue.turn(sql, thread.owner(), run.getWeight()));
    changes.put(TK_RUNS.PINNED_END, end);
    return change(sql, run.getId(), changes);
  }

  /** As {@link #next}, if there is still no active run. Locks the thread. */
  boolean goOn(DSLContext sql, ThreadId id) {
    Optional<Extended> thread = threads.lock(sql, id);
    boolean busy = sql.fetchExists(TK_RUNS, TK_RUNS.ACTIVE_THREAD_ID.eq(id.value()));
    return !busy && thread.flatMap(found -> next(sql, found, found.end())).isPresent();
  }

  /** The one that was submitted last. */
  Optional<String> newest(DSLContext sql, Extended thread) {
    return thread.waiting() == 0
        ? Optional.empty()
        : first(sql, thread, TK_RUNS.CREATED_AT.desc(), TK_RUNS.ID.desc()).map(TkRunsRecord::getId);
  }

  /** Pins a run anew that no worker has begun. */
  TkRunsRecord pin(DSLContext sql, String run, long end) {
    return change(sql, run, Map.of(TK_RUNS.PINNED_END, end));
  }

  /** Threads that have waiting runs and no active one, as a reaper leaves them. */
  static Select<Record1<String>> stalled(DSLContext sql, int limit) {
    TkRuns active = TK_RUNS.as("active");
    return sql.selectDistinct(TK_RUNS.WAITING_THREAD_ID)
        .from(TK_RUNS)
        // Not "is not null", for which H2 uses no index. Every id is behind the empty text.
        .where(TK_RUNS.WAITING_THREAD_ID.gt(""))
        .and(
            notExists(
                selectOne()
                    .from(active)
                    .where(active.ACTIVE_THREAD_ID.eq(TK_RUNS.WAITING_THREAD_ID))))
        .limit(limit);
  }

  private static Optional<TkRunsRecord> first(
      DSLContext sql, Extended thread, SortField<?>... order) {
    return sql.select(TK_RUNS.ID, TK_RUNS.WEIGHT)
        .from(TK_RUNS)
        .where(TK_RUNS.WAITING_THREAD_ID.eq(thread.id().value()))
        .orderBy(order)
        .limit(1)
        .forUpdate()
        .fetchOptional(row -> row.into(TK_RUNS));
  }

  private TkRunsRecord change(DSLContext sql, String run, Map<Field<?>, ?> changes) {
    return dialect
        .updated(
            sql,
            TK_RUNS,
            sql.update(TK_RUNS)
                .set(changes)
                .where(TK_RUNS.ID.eq(run))
                .and(dialect.guard(TK_RUNS.STATUS).eq(Names.name(RunStatus.QUEUED)))
                .and(TK_RUNS.STARTED_AT.isNull()),
            TK_RUNS.ID.eq(run),
            TK_RUNS.fields())
        .into(TK_RUNS)
        .stream()
        .findFirst()
        .orElseThrow(RacedException::new);
  }
}
