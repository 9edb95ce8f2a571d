package io.threadkeep.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The root of every error that Threadkeep throws.
 *
 * <p>The message says what was tried, what was found and what to do. Ids are fields of the subtype.
 * Whether trying again can help is a type: {@link Retryable}.
 */
public abstract class ThreadkeepException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  protected ThreadkeepException(String message) {
    super(message);
  }

  protected ThreadkeepException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
