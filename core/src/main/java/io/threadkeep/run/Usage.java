package io.threadkeep.run;

import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;

/**
 * Tokens as the provider counted them. None is negative; sums stop at {@link Long#MAX_VALUE}.
 *
 * @param promptTokens of these, {@code cachedTokens} came from the provider's cache
 * @param completionTokens of these, {@code reasoningTokens} were spent on reasoning
 */
public record Usage(
    long promptTokens, long completionTokens, long cachedTokens, long reasoningTokens) {
  public static final Usage NONE = new Usage(0, 0, 0, 0);

  public Usage {
    Checks.atLeast("prompt_tokens", promptTokens, 0);
    Checks.atLeast("completion_tokens", completionTokens, 0);
    Checks.atLeast("cached_tokens", cachedTokens, 0);
    Checks.atLeast("reasoning_tokens", reasoningTokens, 0);
  }

  public static Usage of(long promptTokens, long completionTokens) {
    return new Usage(promptTokens, completionTokens, 0, 0);
  }

  public long totalTokens() {
    return sum(promptTokens, completionTokens);
  }

  public Usage plus(Usage other) {
    return new Usage(
        sum(promptTokens, other.promptTokens),
        sum(completionTokens, other.completionTokens),
        sum(cachedTokens, other.cachedTokens),
        sum(reasoningTokens, other.reasoningTokens));
  }

  /**
   * That one run can have used this: at most {@link Limits#RUN_TOKENS} of each kind. Asked of what
   * comes from outside; a sum over many runs may be more.
   *
   * @throws io.threadkeep.error.InvalidInputException if not
   */
  public Usage requireOfOneRun() {
    Checks.range("prompt_tokens", promptTokens, 0, Limits.RUN_TOKENS);
    Checks.range("completion_tokens", completionTokens, 0, Limits.RUN_TOKENS);
    Checks.range("cached_tokens", cachedTokens, 0, Limits.RUN_TOKENS);
    Checks.range("reasoning_tokens", reasoningTokens, 0, Limits.RUN_TOKENS);
    return this;
  }

  /** What is too much to count, since somebody counted nonsense, stays just below that. */
  private static long sum(long one, long other) {
    return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
  }
}
