package io.threadkeep.transport;

import io.threadkeep.run.RunError;
import org.jspecify.annotations.Nullable;

/** The provider has no such model or endpoint. */
public final class ModelNotFoundException extends ModelException {
  private static final long serialVersionUID = 1L;

  public ModelNotFoundException(String message, @Nullable Throwable cause) {
    super(RunError.Code.MODEL_NOT_FOUND, message, cause);
  }
}
