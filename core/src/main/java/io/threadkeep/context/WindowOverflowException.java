package io.threadkeep.context;

import io.threadkeep.error.ThreadkeepException;

/** What must be in a window does not fit. Trying again does not help. */
public final class WindowOverflowException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;

  public WindowOverflowException(String message) {
    super(message);
  }

  static WindowOverflowException budget(int needed, int budget) {
    return new WindowOverflowException(
        "The prompt needs "
            + needed
            + " tokens from the newest user message on, instructions, tools and pins included, but the budget is "
            + budget
            + ". Raise the budget, shorten the instructions, or let the policy shorten tool outputs.");
  }
}
