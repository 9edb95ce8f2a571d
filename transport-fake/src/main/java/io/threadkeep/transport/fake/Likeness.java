package io.threadkeep.transport.fake;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How much of what a condition expects is in what it found: enough to tell a slip of the pen. */
final class Likeness {
  private static final int READ = 2_000;

  private Likeness() {}

  /**
   * @return the share of the pairs of neighbouring characters in {@code expected} that {@code
   *     found} has too, whatever their case: 0 to 1
   */
  static double of(String expected, String found) {
    Set<String> wanted = pairs(expected);
    Set<String> there = pairs(found);
    return wanted.isEmpty()
        ? 0
        : (double) wanted.stream().filter(there::contains).count() / wanted.size();
  }

  private static Set<String> pairs(String text) {
    String read = Excerpt.beginning(text, READ).toLowerCase(Locale.ROOT);
    return IntStream.range(0, read.length() - 1)
        .mapToObj(i -> read.substring(i, i + 2))
        .collect(Collectors.toSet());
  }
}
