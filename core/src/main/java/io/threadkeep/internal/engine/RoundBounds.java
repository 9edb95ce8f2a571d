package io.threadkeep.internal.engine;

import io.threadkeep.options.ToolOptions;
import io.threadkeep.run.RunError;
import org.jspecify.annotations.Nullable;

/** How often and how much a model may ask of tools in one run. */
record RoundBounds(int rounds, int callsPerRound, int calls) {
  /** A model that does not learn from being told twice will not from being told again. */
  private static final int MISFITS = 2;

  static RoundBounds of(ToolOptions options) {
    return new RoundBounds(options.maxRounds(), options.maxCallsPerRound(), options.maxCalls());
  }

  /**
   * Why the run is to fail rather than carry a round out; null if it may.
   *
   * @param tally the round included
   * @param asked calls in this round
   */
  @Nullable RunError excess(Tally tally, int asked) {
    if (asked > callsPerRound) {
      return error(asked + " tool calls in one answer", callsPerRound, "max-calls-per-round");
    } else if (tally.rounds() > rounds) {
      return error("tools in a further round", rounds, "max-rounds");
    } else if (tally.calls() > calls) {
      return error(tally.calls() + " tool calls in one run", calls, "max-calls");
    }
    return tally.misfits() > MISFITS
        ? new RunError(
            RunError.Code.SERVER_ERROR,
            "The model wrote arguments that do not fit the tool "
                + tally.misfits()
                + " times, and went on to ask for more.")
        : null;
  }

  private static RunError error(String asked, int bound, String key) {
    return new RunError(
        RunError.Code.SERVER_ERROR,
        "The model asked for "
            + asked
            + "; "
            + bound
            + " are allowed. See threadkeep.tools."
            + key
            + ".");
  }
}
