package io.threadkeep.context;

import io.threadkeep.error.ThreadkeepException;

/** What must be in a prompt takes more than is left of the run's budget for prompts. */
public final class PromptBudgetSpentException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;

  PromptBudgetSpentException(int needed, int left) {
    super(
        "The prompt needs "
            + needed
            + " tokens from the newest user message on, instructions and tools included, but "
            + left
            + " are left of the run's max_prompt_tokens.");
  }
}
