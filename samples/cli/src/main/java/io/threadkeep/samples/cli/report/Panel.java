package io.threadkeep.samples.cli.report;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/**
 * Lines over the calls of a conversation, with axes.
 *
 * @param title what the values count
 * @param top of the axis, in pixels of the picture
 * @param calls how many there were
 * @param up the axis of the values
 * @param unit how a value is written at its mark
 */
record Panel(String title, int top, int calls, Scale up, DoubleFunction<String> unit) {
  static final int LEFT = 70;
  static final int RIGHT = 930;
  static final int HEIGHT = 230;

  void draw(List<Series> lines, Svg svg) {
    svg.text(LEFT, top - 14, "start", "bold", title);
    for (double mark : up.marks()) {
      double y = y(mark);
      svg.line("grid", LEFT, y, RIGHT, y);
      svg.text(LEFT - 8, y + 4, "end", "small", unit.apply(mark));
    }
    for (double mark : Scale.upTo(calls).marks()) {
      if (mark <= calls) {
        double x = x(mark);
        svg.line("tick", x, top + HEIGHT, x, top + HEIGHT + 5.0);
        svg.text(
            x, top + HEIGHT + 20, "middle", "small", String.format(Locale.ROOT, "%,.0f", mark));
      }
    }
    for (int i = 0; i < lines.size(); i++) {
      svg.curve(i, points(lines.get(i)));
    }
  }

  /** Each value stands in the middle of the calls that it is the mean of. */
  private List<double[]> points(Series line) {
    double width = (double) calls / line.values().size();
    return IntStream.range(0, line.values().size())
        .mapToObj(i -> new double[] {x((i + 0.5) * width), y(line.values().get(i))})
        .toList();
  }

  private double x(double call) {
    return LEFT + call / calls * (RIGHT - LEFT);
  }

  private double y(double value) {
    return top + HEIGHT - value / up.top() * HEIGHT;
  }
}
