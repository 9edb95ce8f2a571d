package io.threadkeep.store;

import io.threadkeep.limit.Checks;
import io.threadkeep.run.WhenBusy;

/**
 * The terms on which a run is taken in.
 *
 * @param whenBusy if a run of its thread has not ended
 * @param weight of its user in the queue, 1 to 1,000; see {@link FairTurn}
 * @param maxQueuedOfUser how many queued runs the thread's owner may have, with this one
 * @param maxQueued how many queued runs there may be of all users, with this one
 */
public record Admission(WhenBusy whenBusy, int weight, int maxQueuedOfUser, int maxQueued) {
  private static final int MOST_WEIGHT = 1_000;

  public Admission {
    Checks.range("queue.weight", weight, 1, MOST_WEIGHT);
  }

  /** With a weight of 1, to a queue without bounds. */
  public static Admission when(WhenBusy whenBusy) {
    return new Admission(whenBusy, 1, Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  public Admission weight(int newWeight) {
    return new Admission(whenBusy, newWeight, maxQueuedOfUser, maxQueued);
  }

  public Admission bounds(int newMaxQueuedOfUser, int newMaxQueued) {
    return new Admission(whenBusy, weight, newMaxQueuedOfUser, newMaxQueued);
  }
}
