package io.threadkeep.internal.engine;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Wakes whoever waits; one that is raised while nobody waits wakes the next. */
final class Signal {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Guarded by {@code lock}. */
  private boolean raised;

  void raise() {
    lock.lock();
    try {
      raised = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Until it is raised, which it then returns, or the time is over. */
  boolean await(Duration atMost) throws InterruptedException {
    return await(() -> raised, atMost);
  }

  /** Until {@code holds}, looked at whenever it is raised, or the time is over. */
  boolean await(BooleanSupplier holds, Duration atMost) throws InterruptedException {
    long left = TimeUnit.NANOSECONDS.convert(atMost);
    lock.lock();
    try {
      while (!holds.getAsBoolean() && left > 0) {
        left = changed.awaitNanos(left);
      }
      boolean result = holds.getAsBoolean();
      raised = false;
      return result;
    } finally {
      lock.unlock();
    }
  }
}
