package io.threadkeep.context;

import io.threadkeep.message.Message;
import java.util.List;

/**
 * How much of the prompts of a conversation stood at the beginning of the prompt before, word for
 * word: what a provider's prompt cache can give back.
 *
 * @param tokens of all prompts but the first
 * @param unchanged of these, those in a prefix that the prompt before began with too
 */
public record PrefixShare(long tokens, long unchanged) {
  public static final PrefixShare NONE = new PrefixShare(0, 0);

  /**
   * Of two prompts, one after the other, with the same instructions and tools.
   *
   * @param next as {@link WindowManifest#tokens} counts it
   */
  public static PrefixShare between(ContextWindow previous, ContextWindow next) {
    long unchanged = next.manifest().details().preambleTokens();
    List<Message> before = previous.messages();
    List<Message> now = next.messages();
    for (int i = 0; i < Math.min(before.size(), now.size()); i++) {
      if (!before.get(i).equals(now.get(i))) {
        break;
      }
      unchanged += now.get(i).tokens();
    }
    return new PrefixShare(next.manifest().tokens(), unchanged);
  }

  public PrefixShare plus(PrefixShare other) {
    return new PrefixShare(tokens + other.tokens, unchanged + other.unchanged);
  }

  /** From 0 to 1; 0 of nothing. */
  public double share() {
    return tokens == 0 ? 0 : (double) unchanged / tokens;
  }
}
