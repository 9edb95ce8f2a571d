package io.threadkeep.tool;

import io.threadkeep.limit.Checks;
import java.time.Duration;

/**
 * How a tool wants to be treated.
 *
 * @param timeout after which a call is interrupted and given up; 1 ms to 1 day
 * @param unknownOutcome what a call comes to that a dead worker had begun
 * @param needsApproval whether somebody has to agree to each call before it happens
 */
public record ToolTraits(Duration timeout, UnknownOutcome unknownOutcome, boolean needsApproval) {
  public static final int DEFAULT_TIMEOUT_SECONDS = 30;

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  public ToolTraits {
    Checks.range("tool.timeout", timeout, SHORTEST, LONGEST);
  }

  /** Thirty seconds, safe to repeat, no approval. */
  public static ToolTraits defaults() {
    return new ToolTraits(
        Duration.ofSeconds(DEFAULT_TIMEOUT_SECONDS), UnknownOutcome.REPEAT, false);
  }

  public ToolTraits timeout(Duration newTimeout) {
    return new ToolTraits(newTimeout, unknownOutcome, needsApproval);
  }

  public ToolTraits unknownOutcome(UnknownOutcome newUnknownOutcome) {
    return new ToolTraits(timeout, newUnknownOutcome, needsApproval);
  }

  public ToolTraits needsApproval(boolean newNeedsApproval) {
    return new ToolTraits(timeout, unknownOutcome, newNeedsApproval);
  }
}
