package io.threadkeep.internal.engine;

import io.threadkeep.error.Retryable;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.options.Backoff;
import io.threadkeep.run.RunMove;
import io.threadkeep.secrecy.DecryptionException;
import io.threadkeep.transport.RateLimitedException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Which failures are tried again, and after what time. */
final class RetryRule {

  /** What a failed attempt comes to. */
  record Verdict(RunMove move, Duration delay) {}

  /** Long enough for another process to take the run before this one does so again. */
  private static final Duration FOR_OTHERS = Duration.ofSeconds(10);

  private final int maxAttempts;
  private final Backoff backoff;
  private final RandomGenerator random;
  private final RetryBudget budget;

  RetryRule(int maxAttempts, Backoff backoff, RandomGenerator random) {
    this.maxAttempts = maxAttempts;
    this.backoff = backoff;
    this.random = random;
    this.budget = new RetryBudget(backoff, random);
  }

  /** A run has begun that nobody had claimed before. */
  void begun() {
    budget.begun();
  }

  /**
   * @param attempt the one that failed, from 1
   */
  Verdict judge(ThreadkeepException error, int attempt) {
    if (error instanceof DecryptionException unread && unread.reason().isOfThisProcess()) {
      // Encryption is being switched on or off around this process: one of the others can read it.
      return new Verdict(RunMove.RELEASE, backoff.delay(attempt, FOR_OTHERS, random));
    }
    if (!(error instanceof Retryable retryable)) {
      return new Verdict(RunMove.FAIL, Duration.ZERO);
    }
    Duration asked = retryable.retryAfter();
    if (error instanceof RateLimitedException) {
      // Nobody's fault and nothing was done: the run waits for its turn, and has its attempt back.
      return new Verdict(RunMove.RELEASE, backoff.delay(attempt, asked, random));
    }
    return attempt < maxAttempts
        ? new Verdict(RunMove.RETRY, budget.delay(attempt, asked))
        : new Verdict(RunMove.FAIL, Duration.ZERO);
  }
}
