package io.threadkeep.retention;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.limit.Checks;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * When and how the rules are applied. Without rules, nothing is.
 *
 * @param every from the end of a pass to the beginning of the next; 1 s to 30 days, or zero for
 *     passes by hand alone
 * @param batch threads in one transaction, 1 to 10,000
 * @param pause between two batches, up to 1 min: what is left to others
 * @param dryRun whether a pass only counts
 */
public record RetentionOptions(
    Duration every, int batch, Duration pause, boolean dryRun, List<RetentionRule> rules) {
  public static final Duration SHORTEST_EVERY = Duration.ofSeconds(1);
  public static final Duration LONGEST_EVERY = Duration.ofDays(30);
  public static final int MOST_BATCH = 10_000;
  public static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  public RetentionOptions {
    if (!every.isZero()) {
      Checks.range("retention.every", every, SHORTEST_EVERY, LONGEST_EVERY);
    }
    Checks.range("retention.batch", batch, 1, MOST_BATCH);
    Checks.range("retention.pause", pause, Duration.ZERO, LONGEST_PAUSE);
    rules = List.copyOf(rules);
    Set<String> names = new HashSet<>();
    for (RetentionRule rule : rules) {
      if (!names.add(rule.name())) {
        throw new InvalidInputException("retention.rules", "names that differ", rule.name());
      }
    }
  }

  /** Nothing is archived or deleted but by a call. */
  public static RetentionOptions none() {
    return new RetentionOptions(Duration.ofHours(1), 500, Duration.ofMillis(50), false, List.of());
  }

  public RetentionOptions rules(RetentionRule... newRules) {
    return new RetentionOptions(every, batch, pause, dryRun, List.of(newRules));
  }

  public RetentionOptions every(Duration newEvery) {
    return new RetentionOptions(newEvery, batch, pause, dryRun, rules);
  }

  /** Passes are made when they are called for, and not by the engine itself. */
  public RetentionOptions byHand() {
    return every(Duration.ZERO);
  }

  public RetentionOptions batch(int newBatch, Duration newPause) {
    return new RetentionOptions(every, newBatch, newPause, dryRun, rules);
  }

  public RetentionOptions dryRun(boolean newDryRun) {
    return new RetentionOptions(every, batch, pause, newDryRun, rules);
  }
}
