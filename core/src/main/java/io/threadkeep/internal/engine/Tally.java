package io.threadkeep.internal.engine;

import io.threadkeep.run.RunStep;
import io.threadkeep.run.StepDetails;
import java.util.List;

/**
 * How often a run has turned to its tools, over all attempts.
 *
 * @param misfits calls with arguments that no tool takes, in this attempt
 */
record Tally(int rounds, int calls, int misfits) {
  static final Tally NONE = new Tally(0, 0, 0);

  static Tally of(List<RunStep> steps) {
    Tally tally = NONE;
    for (RunStep step : steps) {
      if (step.details() instanceof StepDetails.ToolCalls tools) {
        tally = tally.plus(tools.callIds().size());
      }
    }
    return tally;
  }

  Tally plus(int moreCalls) {
    return new Tally(rounds + 1, calls + moreCalls, misfits);
  }

  Tally withMisfits(int more) {
    return new Tally(rounds, calls, misfits + more);
  }
}
