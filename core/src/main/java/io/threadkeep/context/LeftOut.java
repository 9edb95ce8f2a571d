package io.threadkeep.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** Messages that a window does not hold, and why. */
public record LeftOut(PositionRange range, Reason reason) {

  /** Why messages are not in a window. */
  public enum Reason {
    /** Older than the policy reaches. */
    BEYOND_WINDOW,
    /** A tool call without all its results: a provider refuses it. */
    UNANSWERED_CALL,
    /** A result without its call: a provider refuses it. */
    ORPHANED_RESULT
  }

  /** Everything from 1 to {@code end} that {@code included} does not cover. */
  static List<LeftOut> between(
      List<PositionRange> included, long end, NavigableMap<Long, Reason> setAside) {
    List<LeftOut> leftOut = new ArrayList<>();
    long next = 1;
    for (PositionRange range : included) {
      addGap(leftOut, next, range.from() - 1, setAside);
      next = range.to() + 1;
    }
    addGap(leftOut, next, end, setAside);
    return leftOut;
  }

  private static void addGap(
      List<LeftOut> leftOut, long from, long to, NavigableMap<Long, Reason> setAside) {
    long next = from;
    if (from <= to) {
      for (Map.Entry<Long, Reason> entry : setAside.subMap(from, true, to, true).entrySet()) {
        addRange(leftOut, next, entry.getKey() - 1, Reason.BEYOND_WINDOW);
        addRange(leftOut, entry.getKey(), entry.getKey(), entry.getValue());
        next = entry.getKey() + 1;
      }
    }
    addRange(leftOut, next, to, Reason.BEYOND_WINDOW);
  }

  private static void addRange(List<LeftOut> leftOut, long from, long to, Reason reason) {
    if (from > to) {
      return;
    }
    int last = leftOut.size() - 1;
    if (last >= 0 && leftOut.get(last).isContinuedBy(from, reason)) {
      leftOut.set(last, new LeftOut(new PositionRange(leftOut.get(last).range.from(), to), reason));
    } else {
      leftOut.add(new LeftOut(new PositionRange(from, to), reason));
    }
  }

  private boolean isContinuedBy(long from, Reason otherReason) {
    return range.to() == from - 1 && reason == otherReason;
  }
}
