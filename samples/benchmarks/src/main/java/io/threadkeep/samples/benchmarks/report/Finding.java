package io.threadkeep.samples.benchmarks.report;

/**
 * One line of the report.
 *
 * @param what was measured, and where
 * @param measured as it is shown
 * @param baseline what it stands beside, as it is shown; empty if the figure stands for itself
 * @param figure what the goal is about: most often the ratio of the two
 */
public record Finding(String what, String measured, String baseline, double figure, Goal goal) {

  /** A count or a size, without anything beside it. */
  public static Finding of(String what, double figure, Goal goal) {
    return new Finding(what, goal.shown(figure), "", figure, goal);
  }

  /** A count or a size, beside the baseline's. */
  public static Finding beside(String what, double figure, double baseline, Goal goal) {
    return new Finding(what, goal.shown(figure), goal.shown(baseline), figure, goal);
  }

  String verdict() {
    return goal.sense() == Goal.Sense.ANY ? "" : goal.isKept(figure) ? "kept" : "MISSED";
  }
}
