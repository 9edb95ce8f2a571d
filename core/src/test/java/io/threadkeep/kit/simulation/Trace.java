package io.threadkeep.kit.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What happened, in order: as a digest to compare, and the last lines of it to read. */
final class Trace {
  private static final int LINES = 120;
  private final Deque<String> lines = new ArrayDeque<>();
  private long digest = 1;

  void add(long micros, Object where, String what) {
    digest = 31 * (31 * (31 * digest + micros) + where.toString().hashCode()) + what.hashCode();
    lines.add(micros / 1_000 + " ms " + where + " " + what);
    if (lines.size() > LINES) {
      lines.remove();
    }
  }

  long digest() {
    return digest;
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
