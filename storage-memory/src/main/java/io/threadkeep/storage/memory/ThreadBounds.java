package io.threadkeep.storage.memory;

import java.time.Duration;

/**
 * How much may be held before threads are forgotten, with everything on them, as if deleted.
 *
 * <p>A thread with a run that has not ended is never forgotten and does not count. Which of the
 * others goes is Caffeine's choice: those that are rarely used.
 *
 * @param maxThreads 0 for any number
 * @param idleExpiry how long a thread is kept after it was last used; zero for ever
 */
public record ThreadBounds(int maxThreads, Duration idleExpiry) {
  public static final ThreadBounds NONE = new ThreadBounds(0, Duration.ZERO);

  public ThreadBounds {
    if (maxThreads < 0 || idleExpiry.isNegative()) {
      throw new IllegalArgumentException(
          "Bounds are 0 or more, not " + maxThreads + " threads and " + idleExpiry + ".");
    }
  }

  boolean forgetNothing() {
    return maxThreads == 0 && idleExpiry.isZero();
  }
}
