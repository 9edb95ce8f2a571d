package io.threadkeep.run;

/**
 * Tokens as the provider counted them.
 *
 * @param promptTokens of these, {@code cachedTokens} came from the provider's cache
 * @param completionTokens of these, {@code reasoningTokens} were spent on reasoning
 */
public record Usage(
    long promptTokens, long completionTokens, long cachedTokens, long reasoningTokens) {
  public static final Usage NONE = new Usage(0, 0, 0, 0);

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

  /** What is too much to count, since somebody counted nonsense, stays just below that. */
  private static long sum(long one, long other) {
    return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
  }
}
