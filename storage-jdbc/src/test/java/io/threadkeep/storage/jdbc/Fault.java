package io.threadkeep.storage.jdbc;

import io.threadkeep.storage.jdbc.FaultyDataSource.Point;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * One way in which the conversation with a database goes wrong.
 *
 * @param first the {@link Point} at which it begins, counted from 0
 * @param times how many points it lasts
 * @param state what the error says; not if the connection is closed: then the driver speaks
 */
record Fault(int first, int times, How how, SqlState state) {
  static final Fault NONE = new Fault(0, 0, How.BEFORE, SqlState.LOST);

  private static final int FOR_EVER = Integer.MAX_VALUE;

  /** What becomes of the statement or commit that fails. */
  enum How {
    /** It is not carried out. */
    BEFORE,
    /** It is carried out, and nobody is told. */
    AFTER,
    /** It meets a closed connection. */
    CLOSE
  }

  /** What databases say, and what a caller may expect of each. */
  enum SqlState {
    LOST("08006", true, true),
    SHUT_DOWN("57P01", true, true),
    SERIALIZATION("40001", true, true),
    DEADLOCK("40P01", true, true),
    DISK_FULL("53100", false, true),
    TOO_LONG("22001", false, false);

    private final String code;
    private final boolean retried;
    private final boolean retryable;

    SqlState(String code, boolean retried, boolean retryable) {
      this.code = code;
      this.retried = retried;
      this.retryable = retryable;
    }

    /** Whether the caller, once it is told, may try again. */
    boolean isRetryable() {
      return retryable;
    }

    SQLException error() {
      return new SQLException("broken on purpose, password=canary", code);
    }
  }

  static Fault once(int at, How how, SqlState state) {
    return new Fault(at, 1, how, state);
  }

  static Fault lasting(int from, How how, SqlState state) {
    return new Fault(from, FOR_EVER, how, state);
  }

  /** Every fault that a call can meet which passes through {@code points}. */
  static List<Fault> along(List<Point> points) {
    List<Fault> faults = new ArrayList<>();
    for (int at = 0; at < points.size(); at++) {
      for (SqlState state : SqlState.values()) {
        faults.add(once(at, How.BEFORE, state));
      }
      faults.addAll(lasting(at, points.get(at)));
      if (points.get(at) != Point.CONNECT) {
        faults.add(once(at, How.AFTER, SqlState.LOST));
        faults.add(once(at, How.CLOSE, SqlState.LOST));
      }
      if (points.get(at) == Point.COMMIT) {
        faults.add(once(at, How.AFTER, SqlState.SHUT_DOWN));
      }
    }
    return faults;
  }

  /**
   * Of those, a few at each point in turn: not carried out, or carried out and not told, or closed;
   * once, or for good.
   *
   * @param turn where the turns begin, so that together the calls meet all
   */
  static List<Fault> some(List<Point> points, int turn) {
    List<Fault> faults = new ArrayList<>();
    SqlState[] states = SqlState.values();
    for (int at = 0; at < points.size(); at++) {
      int kind = Math.floorMod(turn + at, 2);
      if (kind == 0) {
        List<Fault> lasting = lasting(at, points.get(at));
        faults.add(lasting.get(Math.floorMod(turn + at, lasting.size())));
      } else {
        faults.add(once(at, How.BEFORE, states[Math.floorMod(turn + at, states.length)]));
      }
      if (points.get(at) == Point.COMMIT) {
        faults.add(once(at, How.AFTER, SqlState.LOST));
      } else if (points.get(at) != Point.CONNECT) {
        faults.add(once(at, kind == 0 ? How.AFTER : How.CLOSE, SqlState.LOST));
      }
    }
    return faults;
  }

  private static List<Fault> lasting(int from, Point point) {
    Fault lost = lasting(from, How.BEFORE, SqlState.LOST);
    Fault contended = lasting(from, How.BEFORE, SqlState.SERIALIZATION);
    return point == Point.CONNECT
        ? List.of(lost, contended)
        : List.of(
            lost,
            contended,
            lasting(from, How.AFTER, SqlState.LOST),
            lasting(from, How.CLOSE, SqlState.LOST));
  }

  /** Whether the store can get over it by itself. */
  boolean isHealed() {
    return times == 1 && state.retried;
  }

  /** Whether it is a commit that is carried out in silence. */
  boolean losesAnswer(List<Point> points) {
    return how == How.AFTER && points.get(first) == Point.COMMIT;
  }

  boolean hits(int point) {
    return point >= first && point - first < times;
  }

  @Override
  public String toString() {
    return (times == 1 ? "once" : times == FOR_EVER ? "from then on" : times + " times")
        + " at point "
        + first
        + ", "
        + how
        + (how == How.CLOSE ? "" : " " + state);
  }
}
