package io.threadkeep.transport.fake;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How the fake lets time pass. A test with a clock of its own moves that clock instead of waiting:
 * see {@link VirtualTime}.
 */
@FunctionalInterface
public interface Pause {

  /** Waits by the clock on the wall. */
  Pause REAL = (time, stop) -> stop.await(time.toNanos(), TimeUnit.NANOSECONDS);

  /** All time is over at once: a call that hangs has timed out already. */
  Pause NONE = (time, stop) -> false;

  /**
   * Returns when {@code time} is over, or as soon as {@code stop} has reached zero.
   *
   * @param stop for this one wait
   * @return whether it was stopped
   */
  boolean pause(Duration time, CountDownLatch stop) throws InterruptedException;
}
