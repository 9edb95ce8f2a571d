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
    /** Older than what the run's budget for prompts left room for. */
    BEYOND_BUDGET,
    /** Said by others while the run was at work: for the next run. */
    LATER,
    /** A tool call without all its results: a provider refuses it. */
    UNANSWERED_CALL,
    /** A result without its call: a provider refuses it. */
    ORPHANED_RESULT,
    /** Withdrawn: nothing of it is left. */
    WITHDRAWN
  }

  /**
   * Everything in {@code log} that {@code included} does not cover.
   *
   * @param older why it holds nothing older than it does
   */
  static List<LeftOut> of(
      PinnedLog log,
      List<PositionRange> included,
      Reason older,
      NavigableMap<Long, Reason> setAside) {
    List<LeftOut> leftOut = new ArrayList<>();
    long next = 1;
    for (PositionRange range : included) {
      addGap(leftOut, next, range.from() - 1, log.pinnedEnd(), older, setAside);
      next = range.to() + 1;
    }
    addGap(leftOut, next, log.end(), log.pinnedEnd(), older, setAside);
    return leftOut;
  }

  private static void addGap(
      List<LeftOut> leftOut,
      long from,
      long to,
      long pinnedEnd,
      Reason older,
      NavigableMap<Long, Reason> setAside) {
    addGap(leftOut, from, Math.min(to, pinnedEnd), older, setAside);
    addGap(leftOut, Math.max(from, pinnedEnd + 1), to, Reason.LATER, setAside);
  }

  private static void addGap(
      List<LeftOut> leftOut,
      long from,
      long to,
      Reason reason,
      NavigableMap<Long, Reason> setAside) {
    long next = from;
    if (from <= to) {
      for (Map.Entry<Long, Reason> entry : setAside.subMap(from, true, to, true).entrySet()) {
        addRange(leftOut, next, entry.getKey() - 1, reason);
        addRange(leftOut, entry.getKey(), entry.getKey(), entry.getValue());
        next = entry.getKey() + 1;
      }
    }
    addRange(leftOut, next, to, reason);
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
