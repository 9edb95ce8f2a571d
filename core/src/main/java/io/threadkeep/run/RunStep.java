package io.threadkeep.run;

import io.threadkeep.context.WindowManifest;
import io.threadkeep.id.RunId;
import io.threadkeep.id.StepId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a run did: a model call and what came of it.
 *
 * @param attempt the attempt of the run that it belongs to, from 1; after outputs were submitted,
 *     from 1 again
 * @param manifest which messages the model was shown
 */
public record RunStep(
    StepId id,
    RunId runId,
    int attempt,
    Instant createdAt,
    @Nullable WindowManifest manifest,
    Outcome outcome) {

  /** How a step ended, or that it has not. */
  public record Outcome(
      StepStatus status,
      StepDetails details,
      Usage usage,
      @Nullable RunError error,
      @Nullable Instant endedAt) {}

  public StepStatus status() {
    return outcome.status();
  }

  public StepDetails details() {
    return outcome.details();
  }

  public Usage usage() {
    return outcome.usage();
  }

  public RunStep withDetails(StepDetails details) {
    return with(
        new Outcome(outcome.status, details, outcome.usage, outcome.error, outcome.endedAt));
  }

  public RunStep ended(StepStatus status, @Nullable RunError error, Instant at) {
    return with(new Outcome(status, outcome.details, outcome.usage, error, at));
  }

  private RunStep with(Outcome newOutcome) {
    return new RunStep(id, runId, attempt, createdAt, manifest, newOutcome);
  }
}
