package io.threadkeep.samples.benchmarks.report;

import java.util.Locale;

/**
 * What a figure is to be, or that nothing is asked of it.
 *
 * @param unit of the figure, such as {@code ×} or {@code kB}
 */
public record Goal(Sense sense, double bound, String unit) {

  /** On which side of its bound a figure is good. */
  public enum Sense {
    AT_MOST,
    AT_LEAST,
    ANY
  }

  public static Goal atMost(double bound, String unit) {
    return new Goal(Sense.AT_MOST, bound, unit);
  }

  public static Goal atLeast(double bound, String unit) {
    return new Goal(Sense.AT_LEAST, bound, unit);
  }

  /** For figures that only help to understand others. */
  public static Goal none(String unit) {
    return new Goal(Sense.ANY, 0, unit);
  }

  public boolean isKept(double figure) {
    return switch (sense) {
      case AT_MOST -> figure <= bound;
      case AT_LEAST -> figure >= bound;
      case ANY -> true;
    };
  }

  String shown(double figure) {
    String number = figure >= 100 ? "%.0f" : figure >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, number + " %s", figure, unit).strip();
  }

  @Override
  public String toString() {
    return switch (sense) {
      case AT_MOST -> "≤ " + shown(bound);
      case AT_LEAST -> "≥ " + shown(bound);
      case ANY -> "";
    };
  }
}
