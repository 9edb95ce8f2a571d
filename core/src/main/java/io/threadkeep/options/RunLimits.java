package io.threadkeep.options;

import io.threadkeep.context.ContextPolicy;
import io.threadkeep.context.LastMessages;
import io.threadkeep.limit.Checks;
import io.threadkeep.run.WhenBusy;
import java.time.Duration;

/**
 * What every run is held to unless it says otherwise.
 *
 * @param context which messages a model sees
 * @param expiresAfter when a run that has not ended is ended
 * @param modelTimeout for one model call
 * @param maxAttempts how often a run is begun before it is given up, 1 to 100
 * @param backoff between attempts
 * @param whenBusy what becomes of a run whose thread has another one that has not ended
 */
public record RunLimits(
    ContextPolicy context,
    Duration expiresAfter,
    Duration modelTimeout,
    int maxAttempts,
    Backoff backoff,
    WhenBusy whenBusy) {
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(30);

  public RunLimits {
    Checks.range("runs.expires-after", expiresAfter, SHORTEST, LONGEST);
    Checks.range("runs.model-timeout", modelTimeout, SHORTEST, LONGEST);
    Checks.range("runs.max-attempts", maxAttempts, 1, 100);
  }

  public static RunLimits defaults() {
    return new RunLimits(
        new LastMessages(20),
        Duration.ofMinutes(10),
        Duration.ofMinutes(2),
        4,
        Backoff.defaults(),
        WhenBusy.REJECT);
  }

  public RunLimits context(ContextPolicy newContext) {
    return new RunLimits(newContext, expiresAfter, modelTimeout, maxAttempts, backoff, whenBusy);
  }

  public RunLimits expiresAfter(Duration newExpiry) {
    return new RunLimits(context, newExpiry, modelTimeout, maxAttempts, backoff, whenBusy);
  }

  public RunLimits modelTimeout(Duration newTimeout) {
    return new RunLimits(context, expiresAfter, newTimeout, maxAttempts, backoff, whenBusy);
  }

  public RunLimits maxAttempts(int newMax) {
    return new RunLimits(context, expiresAfter, modelTimeout, newMax, backoff, whenBusy);
  }

  public RunLimits backoff(Backoff newBackoff) {
    return new RunLimits(context, expiresAfter, modelTimeout, maxAttempts, newBackoff, whenBusy);
  }

  public RunLimits whenBusy(WhenBusy newWhenBusy) {
    return new RunLimits(context, expiresAfter, modelTimeout, maxAttempts, backoff, newWhenBusy);
  }
}
