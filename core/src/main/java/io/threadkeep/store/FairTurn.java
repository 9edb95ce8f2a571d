package io.threadkeep.store;

/**
 * Where a run comes into the queue, so that no user's many runs hold up another's one: start-time
 * fair queueing.
 *
 * <p>A queued run has a <em>turn</em>, in microseconds of virtual time. The lowest is claimed
 * first; ids decide between equal ones. A user's runs follow each other at a distance of one
 * second, or less for a user with more weight, those that are no longer queued among them. A run
 * whose user has not been there lately comes in where the queue has got to: at the highest turn
 * that was claimed, or at the first one that waits, if that is further on. So users take turns;
 * nobody saves turns up by staying away; nobody owes any for having been alone; and those who come
 * again and again do not pass one who waits for ever.
 *
 * @param now by the store's clock: where a queue begins that nobody has been in
 * @param served the highest turn that was claimed; 0 for none
 * @param first the lowest turn in the queue, but for those that were begun; 0 for none
 * @param last the highest turn of the user, queued or claimed; 0 for none
 */
public record FairTurn(long now, long served, long first, long last) {
  /**
   * What a run's turn is lowered by when it goes back to the queue: what was begun goes first. Once
   * it is claimed again, its turn is what it was.
   */
  public static final long BEGUN = 1L << 62;

  /** Between two turns of a user whose weight is 1, and at most between those of any other. */
  public static final long DISTANCE = 1_000_000;

  /**
   * @param weight the user's share, in relation to others'
   */
  public long of(int weight) {
    long here = Math.max(served, first);
    return Math.max(here == 0 ? now : here, last + DISTANCE / weight);
  }
}
