package io.threadkeep.store;

/**
 * What one batch of a purge has removed.
 *
 * @param threads that are gone with it, as a whole
 * @param more whether there is something left to remove
 */
public record Purged(long threads, long messages, long runs, boolean more) {
  public static final Purged NOTHING = new Purged(0, 0, 0, false);

  public Purged plus(Purged other) {
    return new Purged(
        threads + other.threads, messages + other.messages, runs + other.runs, other.more);
  }
}
