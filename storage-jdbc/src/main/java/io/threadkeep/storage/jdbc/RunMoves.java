package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_RUNS;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.when;

import io.threadkeep.id.RunId;
import io.threadkeep.run.Lease;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStatus;
import io.threadkeep.storage.jdbc.schema.tables.records.TkRunsRecord;
import io.threadkeep.store.FairTurn;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * Changes of status in the runs' table: each is one update, guarded by {@link RunMove#sources},
 * that brings along what every move of its kind does.
 */
final class RunMoves {
  /** Where a worker holds a lease: wherever it has a move to make. */
  static final Set<RunStatus> AT_WORK =
      Arrays.stream(RunMove.values())
          .filter(move -> move.mover() == RunMove.Mover.WORKER)
          .flatMap(move -> move.sources().stream())
          .collect(Collectors.toUnmodifiableSet());

  private final Dialect dialect;
  private final DatabaseClock clock;

  RunMoves(Dialect dialect, DatabaseClock clock) {
    this.dialect = dialect;
    this.clock = clock;
  }

  /** That the run may make {@code move} from where it is; to look for runs, not to guard them. */
  static Condition allows(RunMove move) {
    return TK_RUNS.STATUS.in(Names.all(move.sources()));
  }

  /** That some worker has a lease on the run. */
  static Condition atWork() {
    return TK_RUNS.STATUS.in(Names.all(AT_WORK));
  }

  /** The same in the guard of an update. */
  Condition stillAtWork() {
    return dialect.guard(TK_RUNS.STATUS).in(Names.all(AT_WORK));
  }

  /** That one of {@code leases} opens the run. */
  Condition openedBy(List<Lease> leases) {
    return row(TK_RUNS.ID, TK_RUNS.TOKEN)
        .in(leases.stream().map(lease -> row(lease.runId().value(), lease.token())).toList())
        .and(stillAtWork());
  }

  /** The columns that {@code move} sets whoever makes it; the caller adds its own. */
  Map<Field<?>, @Nullable Object> changes(RunMove move) {
    RunStatus target = move.target();
    Map<Field<?>, @Nullable Object> changes = new LinkedHashMap<>();
    changes.put(TK_RUNS.STATUS, Names.name(target));
    switch (move) {
      case CLAIM -> {
        changes.put(TK_RUNS.ATTEMPTS, TK_RUNS.ATTEMPTS.plus(1));
        changes.put(
            TK_RUNS.TURN,
            when(TK_RUNS.TURN.lt(0L), TK_RUNS.TURN.plus(FairTurn.BEGUN)).otherwise(TK_RUNS.TURN));
      }
      case RELEASE -> changes.put(TK_RUNS.ATTEMPTS, TK_RUNS.ATTEMPTS.minus(1));
      case SUBMIT_OUTPUTS -> changes.put(TK_RUNS.ATTEMPTS, 0);
      // The turn of a run that was queued is nobody's, and must not be taken for one that was had.
      case CANCEL, WITHDRAW -> changes.put(TK_RUNS.TURN, null);
      default -> {}
    }
    if (move.isAdvance()) {
      changes.put(TK_RUNS.ADVANCES, TK_RUNS.ADVANCES.plus(1));
    }
    if (move.mover() == RunMove.Mover.STORE) {
      // Claimed or reaped: whatever lease was out opens nothing any more.
      changes.put(TK_RUNS.TOKEN, TK_RUNS.TOKEN.plus(1));
    }
    if (!AT_WORK.contains(target)) {
      changes.put(TK_RUNS.WORKER, null);
      changes.put(TK_RUNS.LEASE_UNTIL, null);
    }
    if (target == RunStatus.QUEUED) {
      changes.put(TK_RUNS.NOT_BEFORE, clock.now());
      changes.put(TK_RUNS.TURN, coalesce(TK_RUNS.TURN, 0L).minus(FairTurn.BEGUN));
    }
    if (target.isFinal()) {
      changes.put(TK_RUNS.ACTIVE_THREAD_ID, null);
      changes.put(TK_RUNS.WAITING_THREAD_ID, null);
      changes.put(TK_RUNS.ENDED_AT, clock.now());
    }
    return changes;
  }

  /**
   * Makes the owner's move that ends the run or asks its worker to; nothing if there is none.
   * Whoever ends a run holds the lock of its thread.
   *
   * @param run as it was read
   */
  Optional<TkRunsRecord> cancel(DSLContext sql, TkRunsRecord run) {
    Field<String> activeThread = dialect.guard(TK_RUNS.ACTIVE_THREAD_ID);
    // What may have changed since: one that has waited may have become the active one.
    Condition asRead =
        run.getActiveThreadId() == null ? activeThread.isNull() : activeThread.isNotNull();
    return Stream.of(RunMove.CANCEL, RunMove.REQUEST_CANCEL)
        .filter(move -> move.isLegalFrom(RunRow.status(run)))
        .findFirst()
        .map(
            move ->
                make(sql, move, new RunId(run.getId()), changes(move), asRead).stream()
                    .findFirst()
                    .orElseThrow(RacedException::new));
  }

  /** Ends runs whose thread is deleted; the caller holds its lock and theirs. */
  List<TkRunsRecord> withdraw(DSLContext sql, List<String> runs) {
    return runs.isEmpty()
        ? List.of()
        : make(sql, RunMove.WITHDRAW, runs, changes(RunMove.WITHDRAW), noCondition());
  }

  /** Makes {@code move} on {@code run} where {@code guard} holds; nothing if it does not. */
  List<TkRunsRecord> make(
      DSLContext sql,
      RunMove move,
      RunId run,
      Map<Field<?>, @Nullable Object> changes,
      Condition guard) {
    return make(sql, move, List.of(run.value()), changes, guard);
  }

  /** The same on several runs; returns those that moved. The caller holds their locks. */
  List<TkRunsRecord> make(
      DSLContext sql,
      RunMove move,
      Collection<String> runs,
      Map<Field<?>, @Nullable Object> changes,
      Condition guard) {
    List<TkRunsRecord> moved =
        dialect
            .updated(
                sql,
                TK_RUNS,
                sql.update(TK_RUNS)
                    .set(changes)
                    .where(TK_RUNS.ID.in(runs))
                    .and(dialect.guard(TK_RUNS.STATUS).in(Names.all(move.sources())))
                    .and(guard),
                TK_RUNS.ID.in(runs).and(TK_RUNS.STATUS.eq(Names.name(move.target()))),
                TK_RUNS.fields())
            .into(TK_RUNS);
    tell(sql, move, moved);
    return moved;
  }

  /** Tells workers of all processes, where the database can, that a run waits for them. */
  void tellOfWork(DSLContext sql) {
    if (dialect.tells()) {
      sql.select(dialect.told(News.WORK)).fetch();
    }
  }

  /** Tells workers of all processes what concerns them now; what is put off they find by asking. */
  private void tell(DSLContext sql, RunMove move, List<TkRunsRecord> moved) {
    if (!dialect.tells() || moved.isEmpty()) {
      return;
    }
    switch (move) {
      case REQUEST_CANCEL, WITHDRAW ->
          sql.select(moved.stream().map(run -> dialect.told(News.cancel(run.getId()))).toList())
              .fetch();
      case SUBMIT_OUTPUTS -> tellOfWork(sql);
      default -> {}
    }
  }
}
