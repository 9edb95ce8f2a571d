package io.threadkeep.options;

import io.threadkeep.limit.Checks;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off with full jitter: a delay drawn from zero to {@code base} doubled with each
 * attempt, at most {@code cap}. What a provider asks for is honoured on top, up to five minutes.
 *
 * @param budget retries at once, on top of one for every ten first attempts; beyond, retries wait
 *     for four times {@code cap} longer, so that an outage is not made worse. 0 to 1,000,000
 */
public record Backoff(Duration base, Duration cap, int budget) {
  public static final int MOST_BUDGET = 1_000_000;

  private static final Duration LONGEST_ASKED = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofHours(1);

  public Backoff {
    Checks.range("runs.backoff-base", base, Duration.ZERO, LONGEST);
    Checks.range("runs.backoff-cap", cap, Duration.ZERO, LONGEST);
    Checks.range("runs.retry-budget", budget, 0, MOST_BUDGET);
  }

  public static Backoff defaults() {
    return new Backoff(Duration.ofMillis(500), Duration.ofSeconds(8), 10);
  }

  /**
   * @param attempt the one that failed, from 1
   * @param asked what the provider asked for; zero if nothing, as is a time that has gone by
   */
  public Duration delay(int attempt, Duration asked, RandomGenerator random) {
    long ceiling = Math.min(cap.toMillis(), base.toMillis() << Math.min(attempt - 1, 20));
    Duration jitter = Duration.ofMillis(random.nextLong(ceiling + 1));
    if (asked.isNegative()) {
      return jitter;
    }
    return jitter.plus(asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked);
  }
}
