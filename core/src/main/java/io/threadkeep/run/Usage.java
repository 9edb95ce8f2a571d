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
    return promptTokens + completionTokens;
  }

  public Usage plus(Usage other) {
    return new Usage(
        promptTokens + other.promptTokens,
        completionTokens + other.completionTokens,
        cachedTokens + other.cachedTokens,
        reasoningTokens + other.reasoningTokens);
  }
}
