package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_RUNS;

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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a row of the runs' table, and writes what of it is content. */
final class RunRow {

  /** What the store itself says of a run: no content, and never sealed. */
  static final String GIVEN_UP =
      "No worker could finish the run: its lease ran out on every attempt.";

  static final String UNREADABLE =
      "What the run is to do cannot be read from the database: it was changed there, or its key was"
          + " erased.";

  static final Set<String> OWN_WORDS = Set.of(GIVEN_UP, UNREADABLE);

  private final Seal seal;

  RunRow(Seal seal) {
    this.seal = seal;
  }

  /** What is unique of a run, and whose thread's it is. */
  static String row(String thread, String run) {
    return thread + "/" + run;
  }

  String spec(ThreadId thread, RunId run, RunSpec spec) {
    return seal.close(TK_RUNS.SPEC, row(thread.value(), run.value()), JsonCodec.write(spec));
  }

  @Nullable String errorMessage(String thread, RunId run, @Nullable RunError error) {
    return error == null
        ? null
        : seal.close(TK_RUNS.ERROR_MESSAGE, row(thread, run.value()), error.message());
  }

  Run run(TkRunsRecord row) {
    String name = row(row.getThreadId(), row.getId());
    String spec = seal.open(TK_RUNS.SPEC, name, row.getSpec());
    return run(row, JsonCodec.read(spec, RunSpec.class));
  }

  /** With a spec that is at hand. */
  Run run(TkRunsRecord row, RunSpec spec) {
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
            error(row),
            Names.optional(IncompleteReason.class, row.getIncomplete())),
        new RunTimes(
            Micros.instant(row.getCreatedAt()),
            Micros.instant(row.getExpiresAt()),
            Micros.optionalInstant(row.getStartedAt()),
            Micros.optionalInstant(row.getEndedAt())));
  }

  LeasedRun leased(TkRunsRecord row) {
    return new LeasedRun(run(row), lease(row), row.getLastEvent());
  }

  static Lease lease(TkRunsRecord row) {
    return new Lease(new RunId(row.getId()), row.getToken());
  }

  static RunStatus status(TkRunsRecord row) {
    return Names.constant(RunStatus.class, row.getStatus());
  }

  private @Nullable RunError error(TkRunsRecord row) {
    RunError.Code code = Names.optional(RunError.Code.class, row.getErrorCode());
    String message = row.getErrorMessage();
    if (code == null || message == null) {
      return code == null ? null : new RunError(code, "");
    }
    return new RunError(
        code,
        OWN_WORDS.contains(message)
            ? message
            : seal.open(TK_RUNS.ERROR_MESSAGE, row(row.getThreadId(), row.getId()), message));
  }
}
