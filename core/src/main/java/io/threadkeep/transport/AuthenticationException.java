package io.threadkeep.transport;

import io.threadkeep.run.RunError;
import org.jspecify.annotations.Nullable;

/** The provider does not know the key, or there is none. */
public final class AuthenticationException extends ModelException {
  private static final long serialVersionUID = 1L;

  public AuthenticationException(String message, @Nullable Throwable cause) {
    super(RunError.Code.AUTHENTICATION, message, cause);
  }
}
