package io.threadkeep.context;

/**
 * As much as the model takes: its context, less what the answer may take and a margin for what was
 * counted wrong. Block-aligned, and tool outputs are shortened rather than fail the run.
 *
 * <p>With a model of a million tokens this is a window of nearly a million tokens, and is billed as
 * one: who pays by the token sets a {@link TokenBudget}.
 */
public record Auto() implements ContextPolicy {
  static final String NAME = "auto";

  /** For a model whose limits nobody knows: what even small ones take. */
  static final int UNKNOWN_MODEL = 8_000;

  /** Of the context, the most that is kept free for an answer that nobody has given a bound. */
  private static final int ANSWER_SHARE = 4;

  /** Estimates are off by a few in a hundred, and providers add tokens of their own. */
  private static final int MARGIN_SHARE = 16;

  private static final int SMALLEST_BLOCK = 16;
  private static final int LARGEST_BLOCK = 512;

  @Override
  public void fill(WindowBuilder window) {
    int budget = budget(window.frame());
    new BlockAligned(new TokenBudget(budget, Overflow.SHORTEN_TOOL_OUTPUTS), block(budget))
        .fill(window);
  }

  @Override
  public String spec() {
    return NAME;
  }

  static int budget(PromptFrame frame) {
    ModelLimits.Limit model = frame.model();
    if (model == null) {
      return UNKNOWN_MODEL;
    }
    int context = model.contextTokens();
    Integer asked = frame.answer();
    int answer = asked == null ? Math.min(model.outputTokens(), context / ANSWER_SHARE) : asked;
    return (int) Math.max(1L, (long) context - answer - context / MARGIN_SHARE);
  }

  /**
   * About a quarter of the messages that fit, or somewhat more of few; always the same for one
   * budget.
   */
  static int block(int budget) {
    int quarter = Integer.highestOneBit(Math.max(1, budget / TokenBudget.TYPICAL_MESSAGE / 4));
    return Math.min(LARGEST_BLOCK, Math.max(SMALLEST_BLOCK, quarter));
  }
}
