package io.threadkeep.samples.benchmarks.measure;

import java.time.Duration;
import java.util.List;

/**
 * How much time is spent on certainty.
 *
 * @param rounds in each of which all that is compared is run once, one after the other; the median
 *     of the rounds' ratios counts
 * @param warmup of each JVM
 * @param measuring in each JVM
 * @param lengths of the logs whose turns are compared
 * @param crowd turns that 64 callers make on one conversation
 * @param waiting runs that are to wait at once
 */
public record Effort(
    int rounds,
    Duration warmup,
    Duration measuring,
    List<Integer> lengths,
    int crowd,
    int waiting) {

  /** Some twelve minutes in all; its counts are exact, its times those of a JVM half warm. */
  public static final Effort SHORT =
      new Effort(
          1,
          Duration.ofSeconds(10),
          Duration.ofSeconds(4),
          List.of(10, 1_000, 100_000),
          1_000,
          10_000);

  /** Well over an hour, up to logs of a million messages. */
  public static final Effort LONG =
      new Effort(
          5,
          Duration.ofSeconds(12),
          Duration.ofSeconds(12),
          List.of(10, 1_000, 100_000, 1_000_000),
          1_000,
          10_000);

  /** Whether it works at all. */
  public static final Effort SMOKE =
      new Effort(1, Duration.ofMillis(1), Duration.ofMillis(50), List.of(10, 100), 70, 100);
}
