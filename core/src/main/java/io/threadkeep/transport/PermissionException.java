package io.threadkeep.transport;

import io.threadkeep.run.RunError;
import org.jspecify.annotations.Nullable;

/** The key may not use this model or this feature. */
public final class PermissionException extends ModelException {
  private static final long serialVersionUID = 1L;

  public PermissionException(String message, @Nullable Throwable cause) {
    super(RunError.Code.PERMISSION, message, cause);
  }
}
