package io.threadkeep.samples.cli.report;

import java.util.List;
import java.util.stream.IntStream;

/** One line of a plot: a value for each call, from the first on. */
record Series(List<Double> values) {
  Series {
    values = List.copyOf(values);
  }

  /** Means of {@code size} values each: what goes up and down with each call cannot be read. */
  Series means(int size) {
    return new Series(
        IntStream.iterate(0, from -> from < values.size(), from -> from + size)
            .mapToObj(from -> values.subList(from, Math.min(values.size(), from + size)))
            .map(bin -> bin.stream().mapToDouble(Double::doubleValue).average().orElse(0))
            .toList());
  }

  double highest() {
    return values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }
}
