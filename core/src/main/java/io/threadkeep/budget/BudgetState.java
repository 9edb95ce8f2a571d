package io.threadkeep.budget;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a budget stands in its present period; all in counts of its unit.
 *
 * @param reserved for calls under way
 * @param until when it is whole again; null if never
 */
public record BudgetState(
    BudgetKey key, long limit, long spent, long reserved, @Nullable Instant until) {

  /** What calls may still ask for. */
  public long left() {
    return Math.max(0, limit - spent - reserved);
  }

  /** Whether {@code more} can be had beside what is spent and reserved. */
  public boolean allows(long more) {
    return spent + reserved + more <= limit;
  }
}
