package io.threadkeep.transport.fake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Time that passes when a test says so: {@code time.awaitSleepers(1, atMost)} until a call waits,
 * then {@code time.advance(…)}. Safe for use by many threads.
 */
public final class VirtualTime implements Pause, InstantSource {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition fellAsleep = lock.newCondition();

  /** Guarded by {@link #lock}, as are {@link #now} and each sleeper. */
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
  public Instant instant() {
    return locked(() -> now);
  }

  /** Wakes all whose time is over by then. */
  public void advance(Duration by) {
    lock.lock();
    try {
      now = now.plus(by);
      for (Sleeper sleeper : sleepers) {
        if (!sleeper.until.isAfter(now)) {
          sleeper.woken = true;
          sleeper.stop.countDown();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits, in real time, until so many calls sleep.
   *
   * @throws IllegalStateException if that takes longer than {@code atMost}
   */
  public void awaitSleepers(int count, Duration atMost) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = atMost.toNanos();
      while (sleeping() < count) {
        if (left <= 0) {
          throw new IllegalStateException(
              "Waited "
                  + atMost
                  + " for "
                  + count
                  + " calls to sleep, but there are "
                  + sleeping());
        }
        left = fellAsleep.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean pause(Duration time, CountDownLatch stop) throws InterruptedException {
    Sleeper sleeper = fallAsleep(time, stop);
    try {
      stop.await();
      return !locked(() -> sleeper.woken);
    } finally {
      boolean unused = locked(() -> sleepers.remove(sleeper));
    }
  }

  private Sleeper fallAsleep(Duration time, CountDownLatch stop) {
    return locked(
        () -> {
          Sleeper sleeper = new Sleeper(now.plus(time), stop);
          sleepers.add(sleeper);
          fellAsleep.signalAll();
          return sleeper;
        });
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  private long sleeping() {
    return sleepers.stream().filter(sleeper -> !sleeper.woken).count();
  }
}
