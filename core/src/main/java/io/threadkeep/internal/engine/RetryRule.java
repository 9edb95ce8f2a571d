package io.threadkeep.internal.engine;

import io.threadkeep.error.Retryable;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.options.Backoff;
import io.threadkeep.run.RunMove;
import io.threadkeep.transport.RateLimitedException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Which failures are tried again, and after what time. */
final class RetryRule {

  /** What a failed attempt comes to. */
  record Verdict(RunMove move, Duration delay) {}

  private final int maxAttempts;
  private final Backoff backoff;
  private final RandomGenerator random;

  RetryRule(int maxAttempts, Backoff backoff, RandomGenerator random) {
    this.maxAttempts = maxAttempts;
    this.backoff = backoff;
    this.random = random;
  }

  /**
   * @param attempt the one that failed, from 1
   */
  Verdict judge(ThreadkeepException error, int attempt) {
    if (!(error instanceof Retryable retryable)) {
      return new Verdict(RunMove.FAIL, Duration.ZERO);
    }
    Duration delay = backoff.delay(attempt, retryable.retryAfter(), random);
    if (error instanceof RateLimitedException) {
      // Nobody's fault and nothing was done: the run waits for its turn, and has its attempt back.
      return new Verdict(RunMove.RELEASE, delay);
    }
    return attempt < maxAttempts
        ? new Verdict(RunMove.RETRY, delay)
        : new Verdict(RunMove.FAIL, Duration.ZERO);
  }
}
