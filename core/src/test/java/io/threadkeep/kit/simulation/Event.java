package io.threadkeep.kit.simulation;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Something that is due: a task, or an activity's turn.
 *
 * @param tie decides between two that are due at the same time; drawn, so that the seed does
 * @param turn which of the activity's turns it is: one that was woken earlier has a later one
 */
record Event(long at, int tie, Host host, @Nullable Activity activity, long turn, Runnable task)
    implements Comparable<Event> {
  private static final Comparator<Event> ORDER =
      Comparator.comparingLong(Event::at).thenComparingInt(Event::tie);

  Event(long at, int tie, Host host, Runnable task) {
    this(at, tie, host, null, 0, task);
  }

  Event(long at, int tie, Host host, Activity activity, long turn) {
    this(at, tie, host, activity, turn, () -> {});
  }

  /** Whether it is an activity's turn; a task is done at once. */
  boolean begin() {
    if (activity != null) {
      return activity.isAt(turn);
    }
    if (!host.isDead()) {
      task.run();
    }
    return false;
  }

  Event putOffTo(long later) {
    return new Event(later, tie, host, activity, turn, task);
  }

  @Override
  public int compareTo(Event other) {
    return ORDER.compare(this, other);
  }
}
