package io.threadkeep.context;

import io.threadkeep.limit.Checks;
import java.util.Locale;

/**
 * As many of the newest messages as fit into {@code max} tokens, instructions and tools included.
 */
public record TokenBudget(int max, Overflow overflow) implements ContextPolicy {
  static final String NAME = "token-budget";

  /** Below this length a tool output says nothing any more. */
  private static final int SHORTEST_OUTPUT = 64;

  private static final int LONGEST_OUTPUT = 1 << 20;

  /**
   * A guess at the size of a message in a chat: it steers how much is read at a time, not what is
   * chosen.
   */
  private static final int TYPICAL_MESSAGE = 200;

  public TokenBudget {
    Checks.range(NAME, max, 1, 100_000_000);
  }

  public TokenBudget(int max) {
    this(max, Overflow.FAIL);
  }

  @Override
  public ContextWindow select(PinnedLog log, PromptFrame frame) {
    int budget = max - frame.tokens();
    WindowBuilder window = new WindowBuilder(log, Math.max(16, budget / TYPICAL_MESSAGE));
    if (window.tokens() > budget && overflow == Overflow.SHORTEN_TOOL_OUTPUTS) {
      shortenUntilItFits(window, budget, frame.sizes());
    }
    if (window.tokens() > budget) {
      throw WindowOverflowException.budget(frame.tokens() + window.tokens(), max);
    }
    for (MessageGroup older = window.offer();
        older != null && window.tokens() + older.tokens() <= budget;
        older = window.offer()) {
      window.take();
    }
    return window.build(this, frame);
  }

  @Override
  public String spec() {
    return overflow == Overflow.FAIL
        ? NAME + "(" + max + ")"
        : NAME
            + "("
            + max
            + ", "
            + overflow.name().toLowerCase(Locale.ROOT).replace('_', '-')
            + ")";
  }

  private static void shortenUntilItFits(WindowBuilder window, int budget, PromptSizes sizes) {
    for (int longest = LONGEST_OUTPUT; longest >= SHORTEST_OUTPUT; longest /= 2) {
      ToolOutputShortener shortener = new ToolOutputShortener(longest, sizes);
      if (window.tokensAfter(shortener) <= budget) {
        window.shorten(shortener);
        return;
      }
    }
  }
}
