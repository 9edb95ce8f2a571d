package io.threadkeep.tool;

import io.threadkeep.error.ThreadkeepException;

/**
 * Thrown by a tool that cannot do what it was asked to, in words that the model may read: no
 * secrets, and best with what to do instead. The text of any other exception is kept from the
 * model.
 */
public final class ToolFailureException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;

  public ToolFailureException(String wordsForTheModel) {
    super(wordsForTheModel);
  }

  public ToolFailureException(String wordsForTheModel, Throwable cause) {
    super(wordsForTheModel, cause);
  }
}
