package io.threadkeep.context;

import io.threadkeep.limit.Checks;
import java.util.Locale;

/**
 * As many of the newest messages as fit into {@code max} tokens, instructions and tools included.
 */
public record TokenBudget(int max, Overflow overflow) implements ContextPolicy {
  static final String NAME = "token-budget";

  /**
   * A guess at the size of a message in a chat: it steers how much is read at a time, not what is
   * chosen.
   */
  static final int TYPICAL_MESSAGE = 200;

  private static final int FEWEST_READ = 16;

  public TokenBudget {
    Checks.range(NAME, max, 1, 100_000_000);
  }

  public TokenBudget(int max) {
    this(max, Overflow.FAIL);
  }

  @Override
  public void fill(WindowBuilder window) {
    int most = Math.min(max, window.frame().most());
    window.expect(Math.max(FEWEST_READ, (most - window.frame().tokens()) / TYPICAL_MESSAGE));
    if (window.tokens() > most && overflow == Overflow.SHORTEN_TOOL_OUTPUTS) {
      window.shortenUntil(most);
      if (window.tokens() > max) {
        // Not within what is left of the run's budget; this one may still be kept.
        window.shortenUntil(max);
      }
    }
    if (window.tokens() > max) {
      throw WindowOverflowException.budget(window.tokens(), max);
    }
    for (MessageGroup older = window.offer();
        older != null && window.fits(older, max);
        older = window.offer()) {
      window.take();
    }
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
}
