package io.threadkeep.transport;

import io.threadkeep.run.RunError;
import org.jspecify.annotations.Nullable;

/**
 * The provider says that the prompt is too long for the model. A smaller window helps; trying again
 * does not.
 */
public final class ContextLengthExceededException extends ModelException {
  private static final long serialVersionUID = 1L;

  public ContextLengthExceededException(String message, @Nullable Throwable cause) {
    super(RunError.Code.CONTEXT_LENGTH, message, cause);
  }
}
