package io.threadkeep.store;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStep;
import java.util.List;
import java.util.Locale;

/**
 * A run that is over, with steps of it, for {@link RunRecords#record}.
 *
 * @param steps some or all; the others come with another call
 */
public record EndedRun(Run run, List<RunStep> steps) {
  public EndedRun {
    if (!run.status().isFinal() || run.times().endedAt() == null) {
      throw new InvalidInputException(
          "run.status",
          "the status of a run that has ended, and when it did",
          run.status().name().toLowerCase(Locale.ROOT)
              + (run.times().endedAt() == null ? " without an end" : ""));
    }
    run.usage().requireOfOneRun();
    steps = List.copyOf(Checks.size("steps", steps, Limits.BATCH));
    for (RunStep step : steps) {
      if (!step.runId().equals(run.id())) {
        throw new InvalidInputException(
            "steps", "steps of run " + run.id(), "one of run " + step.runId());
      }
      step.usage().requireOfOneRun();
    }
  }
}
