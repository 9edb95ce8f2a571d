package io.threadkeep.run;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.message.IncompleteReason;
import org.jspecify.annotations.Nullable;

/**
 * What all model calls of a run together may use, by what the provider counts; null for no bound. A
 * call for which the provider counts nothing, such as one that broke off, counts for nothing. When
 * a further call would find nothing left, the run ends as {@code incomplete}.
 *
 * @param maxPromptTokens at least 1; each prompt is cut to what is left, though never below the
 *     current turn, and as exactly as tokens can be estimated
 * @param maxCompletionTokens at least 16, which is the least that providers take; each call is
 *     asked for what is left at most
 */
public record RunBudget(@Nullable Integer maxPromptTokens, @Nullable Integer maxCompletionTokens) {
  public static final RunBudget NONE = new RunBudget(null, null);

  /** Providers refuse to write less. */
  private static final int SHORTEST_ANSWER = 16;

  public RunBudget {
    check("max_prompt_tokens", maxPromptTokens, 1);
    check("max_completion_tokens", maxCompletionTokens, SHORTEST_ANSWER);
  }

  /** Why there can be no further call, if so. */
  public @Nullable IncompleteReason spentBy(Usage used) {
    if (promptLeft(used) <= 0) {
      return IncompleteReason.MAX_PROMPT_TOKENS;
    }
    Integer left = completionLeft(used, null);
    return left != null && left < SHORTEST_ANSWER ? IncompleteReason.MAX_COMPLETION_TOKENS : null;
  }

  /** For the next prompt; {@link Integer#MAX_VALUE} without a bound. */
  public int promptLeft(Usage used) {
    return maxPromptTokens == null
        ? Integer.MAX_VALUE
        : (int) Math.max(0, maxPromptTokens - used.promptTokens());
  }

  /**
   * For the next answer; null without a bound.
   *
   * @param perCall what one call may use at most in any case
   */
  public @Nullable Integer completionLeft(Usage used, @Nullable Integer perCall) {
    if (maxCompletionTokens == null) {
      return perCall;
    }
    int left = (int) Math.max(0, maxCompletionTokens - used.completionTokens());
    return perCall == null ? left : Math.min(left, perCall);
  }

  private static void check(String field, @Nullable Integer value, int least) {
    if (value != null && value < least) {
      throw new InvalidInputException(field, "at least " + least, String.valueOf(value));
    }
  }
}
