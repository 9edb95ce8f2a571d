package io.threadkeep.kit.simulation;

import java.util.List;
import java.util.Map;

/**
 * What was seen in one world.
 *
 * @param digest of all that happened, in its order
 * @param lastLines of what happened, to read
 */
public record Report(
    long seed,
    List<Violation> violations,
    Map<Coverage, Integer> coverage,
    Work work,
    long digest,
    List<String> lastLines) {

  /**
   * @param answers that models have given
   * @param stored of them in a log in the end
   * @param runs that have ended
   * @param expired of them, perhaps while a model answered
   */
  public record Work(int answers, int stored, int runs, int expired) {}

  /** For whoever has to find out why. */
  public String story() {
    return "seed="
        + seed
        + "\n"
        + String.join("\n", violations.stream().map(Violation::toString).toList())
        + "\n"
        + String.join("\n", lastLines);
  }
}
