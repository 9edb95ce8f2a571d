package io.threadkeep.observe;

import io.threadkeep.assistant.ModelSettings;
import io.threadkeep.id.IdSource;
import io.threadkeep.id.Scope;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunError;
import io.threadkeep.run.RunProgress;
import io.threadkeep.run.RunSpec;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunTimes;
import io.threadkeep.run.Usage;
import io.threadkeep.tool.ToolChoice;
import io.threadkeep.transport.FinishReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Runs to tell listeners of: each waited three seconds and took eight in all. */
public final class ObservedRuns {
  public static final Usage USAGE = Usage.of(30, 12);

  private static final Instant START = Instant.parse("2026-07-01T12:00:00Z");

  private final IdSource ids = new IdSource(() -> START, new Random(5));

  public Run run(RunStatus status, @Nullable RunError error) {
    return run(ids, status, error);
  }

  public LeasedRun begun() {
    Run run = run(RunStatus.IN_PROGRESS, null);
    return new LeasedRun(run, new Lease(run.id(), 1));
  }

  public static ModelCallReport answered(LeasedRun attempt) {
    return new ModelCallReport(
        attempt,
        Duration.ofSeconds(2),
        Duration.ofMillis(300),
        new ModelCallReport.Answer("m-2026", FinishReason.STOP, USAGE),
        null);
  }

  public static ModelCallReport failed(LeasedRun attempt, Throwable error) {
    return new ModelCallReport(attempt, Duration.ofSeconds(1), null, null, error);
  }

  private static Run run(IdSource ids, RunStatus status, @Nullable RunError error) {
    return new Run(
        ids.run(),
        ids.thread(),
        Scope.user("acme", "ann"),
        new RunSpec(
            ids.assistant(),
            "",
            ModelSettings.of("m"),
            List.of(),
            new ToolChoice.Auto(),
            "everything",
            Metadata.EMPTY),
        new RunProgress(status, 1, 1, 0, status.isFinal() ? USAGE : Usage.NONE, error, null),
        new RunTimes(
            START,
            START.plusSeconds(600),
            START.plusSeconds(3),
            status.isFinal() ? START.plusSeconds(8) : null));
  }
}
