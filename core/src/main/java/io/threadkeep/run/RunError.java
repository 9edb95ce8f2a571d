package io.threadkeep.run;

import io.threadkeep.limit.Limits;
import io.threadkeep.limit.Text;

/** Why a run or a step failed. The message is safe to show to whoever owns the run. */
public record RunError(Code code, String message) {

  /**
   * What kind of failure; {@link #wireName} folds it into the three that the Assistants API has.
   */
  public enum Code {
    SERVER_ERROR,
    RATE_LIMIT_EXCEEDED,
    QUOTA_EXCEEDED,
    INVALID_PROMPT,
    CONTEXT_LENGTH,
    AUTHENTICATION,
    PERMISSION,
    MODEL_NOT_FOUND,
    TIMEOUT,
    BUDGET_EXCEEDED;

    public String wireName() {
      return switch (this) {
        case RATE_LIMIT_EXCEEDED, QUOTA_EXCEEDED, BUDGET_EXCEEDED -> "rate_limit_exceeded";
        case INVALID_PROMPT, CONTEXT_LENGTH -> "invalid_prompt";
        default -> "server_error";
      };
    }
  }

  public RunError {
    message = Text.truncate(Text.sanitise(message), Limits.ERROR_MESSAGE);
  }
}
