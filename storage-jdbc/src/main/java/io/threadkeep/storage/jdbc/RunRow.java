package io.threadkeep.storage.jdbc;

import io.threadkeep.id.RunId;
import io.threadkeep.id.ThreadId;
import io.threadkeep.json.JsonCodec;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunError;
import io.threadkeep.run.RunProgress;
import io.threadkeep.run.RunSpec;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunTimes;
import io.threadkeep.run.Usage;
import io.threadkeep.storage.jdbc.schema.tables.records.TkRunsRecord;
import org.jspecify.annotations.Nullable;

/** Reads a row of the runs' table. */
final class RunRow {

  private RunRow() {}

  static Run run(TkRunsRecord row) {
    return run(row, JsonCodec.read(row.getSpec(), RunSpec.class));
  }

  /** With a spec that is at hand. */
  static Run run(TkRunsRecord row, RunSpec spec) {
    return new Run(
        new RunId(row.getId()),
        new ThreadId(row.getThreadId()),
        ScopeCondition.scope(row.getTenant(), row.getUserId()),
        spec,
        new RunProgress(
            status(row),
            row.getPinnedEnd(),
            row.getAttempts(),
            row.getAdvances(),
            new Usage(
                row.getPromptTokens(),
                row.getCompletionTokens(),
                row.getCachedTokens(),
                row.getReasoningTokens()),
            error(row.getErrorCode(), row.getErrorMessage()),
            Names.optional(IncompleteReason.class, row.getIncomplete())),
        new RunTimes(
            Micros.instant(row.getCreatedAt()),
            Micros.instant(row.getExpiresAt()),
            Micros.optionalInstant(row.getStartedAt()),
            Micros.optionalInstant(row.getEndedAt())));
  }

  static LeasedRun leased(TkRunsRecord row) {
    return new LeasedRun(run(row), lease(row), row.getLastEvent());
  }

  static Lease lease(TkRunsRecord row) {
    return new Lease(new RunId(row.getId()), row.getToken());
  }

  static RunStatus status(TkRunsRecord row) {
    return Names.constant(RunStatus.class, row.getStatus());
  }

  private static @Nullable RunError error(@Nullable String code, @Nullable String message) {
    return code == null
        ? null
        : new RunError(Names.constant(RunError.Code.class, code), message == null ? "" : message);
  }
}
