package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_RUNS;

import io.threadkeep.run.RunMove;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record3;
import org.jooq.Select;

/** Runs that wait for a worker, and may be claimed now. */
final class DueRuns {
  private final Dialect dialect;
  private final DatabaseClock clock;

  DueRuns(Dialect dialect, DatabaseClock clock) {
    this.dialect = dialect;
    this.clock = clock;
  }

  /**
   * The runs of {@code those} whose turn it is, each with its tenant and user, but none that others
   * are claiming.
   */
  Select<Record3<String, String, String>> claimable(DSLContext sql, Condition those, int limit) {
    return dialect.candidates(
        sql.select(TK_RUNS.ID, TK_RUNS.TENANT, TK_RUNS.USER_ID)
            .from(TK_RUNS)
            .where(isWaiting())
            .and(those)
            .orderBy(
                dialect.order(
                    List.of(TK_RUNS.STATUS), List.of(TK_RUNS.TURN.asc(), TK_RUNS.ID.asc())))
            .limit(limit));
  }

  /** That the run may be claimed now. */
  Condition isWaiting() {
    return RunMoves.allows(RunMove.CLAIM).and(TK_RUNS.TURN.isNotNull()).and(isDue());
  }

  /** That it is time for the run, and not too late. */
  Condition isDue() {
    return TK_RUNS.NOT_BEFORE.le(clock.now()).and(TK_RUNS.EXPIRES_AT.gt(clock.now()));
  }
}
