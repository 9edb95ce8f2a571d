package io.threadkeep.transport.fake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Time that passes when a test says so: {@code time.awaitSleepers(1)} until a call waits, then
 * {@code time.advance(…)}. Safe for use by many threads.
 */
public final class VirtualTime implements Pause, InstantSource {

  /** All are guarded by {@code this}. */
  private final List<Sleeper> sleepers = new ArrayList<>();

  private Instant now;

  public VirtualTime(Instant start) {
    this.now = start;
  }

  private static final class Sleeper {
    private final Instant until;
    private final CountDownLatch stop;
    private boolean woken;

    Sleeper(Instant until, CountDownLatch stop) {
      this.until = until;
      this.stop = stop;
    }
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /** Wakes all whose time is over by then. */
  public synchronized void advance(Duration by) {
    now = now.plus(by);
    for (Sleeper sleeper : sleepers) {
      if (!sleeper.until.isAfter(now)) {
        sleeper.woken = true;
        sleeper.stop.countDown();
      }
    }
  }

  /**
   * Waits, in real time, until so many calls sleep.
   *
   * @throws IllegalStateException if that takes longer than {@code atMost}
   */
  public synchronized void awaitSleepers(int count, Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    while (sleeping() < count) {
      if (left <= 0) {
        throw new IllegalStateException(
            "Waited " + atMost + " for " + count + " calls to sleep, but there are " + sleeping());
      }
      long step = Math.min(left, TimeUnit.MILLISECONDS.toNanos(20));
      TimeUnit.NANOSECONDS.timedWait(this, step);
      left -= step;
    }
  }

  @Override
  public boolean pause(Duration time, CountDownLatch stop) throws InterruptedException {
    Sleeper sleeper = fallAsleep(time, stop);
    try {
      stop.await();
      return !isWoken(sleeper);
    } finally {
      forget(sleeper);
    }
  }

  private synchronized Sleeper fallAsleep(Duration time, CountDownLatch stop) {
    Sleeper sleeper = new Sleeper(now.plus(time), stop);
    sleepers.add(sleeper);
    notifyAll();
    return sleeper;
  }

  private synchronized boolean isWoken(Sleeper sleeper) {
    return sleeper.woken;
  }

  private synchronized void forget(Sleeper sleeper) {
    sleepers.remove(sleeper);
  }

  private long sleeping() {
    return sleepers.stream().filter(sleeper -> !sleeper.woken).count();
  }
}
