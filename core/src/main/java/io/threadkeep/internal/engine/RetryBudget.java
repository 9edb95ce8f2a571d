package io.threadkeep.internal.engine;

import io.threadkeep.options.Backoff;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Keeps this JVM's retries in proportion to its first attempts: when everything fails, as many
 * retries as there are runs would keep a provider from getting well. A retry costs one, a first
 * attempt earns a tenth. Without a budget a retry is not dropped; it waits longer.
 */
final class RetryBudget {
  private static final long COST = 10;
  private static final int LONGER = 4;

  private final Backoff backoff;
  private final RandomGenerator random;

  /** In tenths of a retry; guarded by {@code this}. */
  private long left;

  RetryBudget(Backoff backoff, RandomGenerator random) {
    this.backoff = backoff;
    this.random = random;
    this.left = backoff.budget() * COST;
  }

  /** A run has begun that nobody had claimed before. */
  synchronized void begun() {
    left = Math.min(backoff.budget() * COST, left + 1);
  }

  /**
   * How long the next attempt is to wait.
   *
   * @param attempt the one that failed, from 1
   * @param asked what the provider asked for; zero if nothing
   */
  Duration delay(int attempt, Duration asked) {
    Duration delay = backoff.delay(attempt, asked, random);
    return isSpent() ? delay : delay.plus(backoff.cap().multipliedBy(LONGER));
  }

  private synchronized boolean isSpent() {
    if (left < COST) {
      return false;
    }
    left -= COST;
    return true;
  }
}
