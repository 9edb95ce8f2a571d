package io.threadkeep.context;

/** What to do when the current turn alone is over the budget. Never a silent cut. */
public enum Overflow {
  /** End the run with {@link WindowOverflowException}. */
  FAIL,
  /**
   * Cut the turn's tool outputs, all to the same length, as little as helps; else {@link #FAIL}.
   */
  SHORTEN_TOOL_OUTPUTS
}
