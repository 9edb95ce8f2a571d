package io.threadkeep.samples.cli.report;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * An axis from zero to a round number, with a few round numbers on the way.
 *
 * @param top where it ends
 * @param step from one mark to the next
 */
record Scale(double top, double step) {
  private static final int MOST_MARKS = 6;

  /** The least one that holds {@code highest}. */
  static Scale upTo(double highest) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(1e-9, highest))) - 1);
    for (double factor : new double[] {1, 2, 2.5, 5, 10, 20, 25, 50}) {
      double step = factor * power;
      double marks = Math.ceil(highest / step);
      if (marks <= MOST_MARKS) {
        return new Scale(marks * step, step);
      }
    }
    return new Scale(100 * power, 20 * power);
  }

  List<Double> marks() {
    return DoubleStream.iterate(0, mark -> mark <= top + step / 2, mark -> mark + step)
        .boxed()
        .toList();
  }
}
