package io.threadkeep.samples.benchmarks.measure;

import java.util.Arrays;

/** What a noisy machine shows most reliably. */
final class Medians {

  private Medians() {}

  /** The lower one of the two in the middle, if there are two. */
  static double of(double... figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    return sorted[(sorted.length - 1) / 2];
  }
}
