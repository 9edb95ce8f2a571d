package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_RUNS;

import io.threadkeep.run.RunError;
import io.threadkeep.run.RunMove;
import io.threadkeep.storage.jdbc.schema.tables.records.TkRunsRecord;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * The transaction that moves runs whose time or lease has run out. What was selected is only where
 * to look: each update asks for status and time again.
 */
final class Reaping {
  private final Dialect dialect;
  private final RunMoves moves;
  private final DatabaseClock clock;

  Reaping(Dialect dialect, Tables tables, DatabaseClock clock) {
    this.dialect = dialect;
    this.moves = tables.runs().moves();
    this.clock = clock;
  }

  /** Returns them as they are now; to be read when it is committed. */
  List<TkRunsRecord> in(DSLContext sql, int maxAttempts, int limit) {
    List<TkRunsRecord> reaped = new ArrayList<>();
    // Only workers' runs have a lease: while it holds, ending the run is for the worker.
    Condition unattended = TK_RUNS.LEASE_UNTIL.isNull().or(TK_RUNS.LEASE_UNTIL.le(clock.now()));
    Condition expired = TK_RUNS.EXPIRES_AT.le(clock.now()).and(unattended);
    List<String> toExpire =
        candidates(sql, RunMoves.allows(RunMove.EXPIRE).and(expired), limit).stream()
            .map(TkRunsRecord::getId)
            .toList();
    reaped.addAll(make(sql, RunMove.EXPIRE, toExpire, expired));

    Condition leaseRanOut = TK_RUNS.LEASE_UNTIL.le(clock.now());
    Map<RunMove, List<String>> byMove = new EnumMap<>(RunMove.class);
    candidates(sql, RunMoves.atWork().and(leaseRanOut), limit - toExpire.size())
        .forEach(
            row ->
                byMove
                    .computeIfAbsent(move(row, maxAttempts), move -> new ArrayList<>())
                    .add(row.getId()));
    byMove.forEach((move, ids) -> reaped.addAll(make(sql, move, ids, leaseRanOut)));
    return reaped;
  }

  private List<TkRunsRecord> candidates(DSLContext sql, Condition which, int limit) {
    return limit <= 0
        ? List.of()
        : dialect
            .candidates(
                sql.select(TK_RUNS.ID, TK_RUNS.STATUS, TK_RUNS.ATTEMPTS)
                    .from(TK_RUNS)
                    .where(which)
                    .limit(limit))
            .fetchInto(TK_RUNS);
  }

  private static RunMove move(TkRunsRecord row, int maxAttempts) {
    if (RunMove.REAP_CANCELLED.isLegalFrom(RunRow.status(row))) {
      return RunMove.REAP_CANCELLED;
    }
    return row.getAttempts() >= maxAttempts ? RunMove.GIVE_UP : RunMove.REAP;
  }

  private List<TkRunsRecord> make(DSLContext sql, RunMove move, List<String> ids, Condition guard) {
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<Field<?>, @Nullable Object> changes = moves.changes(move);
    if (move == RunMove.GIVE_UP) {
      changes.put(TK_RUNS.ERROR_CODE, Names.name(RunError.Code.SERVER_ERROR));
      changes.put(TK_RUNS.ERROR_MESSAGE, RunRow.GIVEN_UP);
    }
    return moves.make(sql, move, ids, changes, guard);
  }
}
