package io.threadkeep.transport;

import io.threadkeep.run.RunError;
import org.jspecify.annotations.Nullable;

/** The provider refuses the request as it is. */
public final class InvalidRequestException extends ModelException {
  private static final long serialVersionUID = 1L;

  public InvalidRequestException(String message, @Nullable Throwable cause) {
    super(RunError.Code.INVALID_PROMPT, message, cause);
  }
}
