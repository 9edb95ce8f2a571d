package io.threadkeep.transport;

import io.threadkeep.run.RunError;
import org.jspecify.annotations.Nullable;

/** The call was cancelled from this side. */
public final class CallCancelledException extends ModelException {
  private static final long serialVersionUID = 1L;

  public CallCancelledException(String message, @Nullable Throwable cause) {
    super(RunError.Code.SERVER_ERROR, message, cause);
  }
}
