package io.threadkeep.transport;

import io.threadkeep.run.RunError;
import org.jspecify.annotations.Nullable;

/** The provider failed, and says itself that the same request will fail again. */
public final class ProviderRefusedException extends ModelException {
  private static final long serialVersionUID = 1L;

  public ProviderRefusedException(String message, @Nullable Throwable cause) {
    super(RunError.Code.SERVER_ERROR, message, cause);
  }
}
