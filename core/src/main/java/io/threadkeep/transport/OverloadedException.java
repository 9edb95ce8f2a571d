package io.threadkeep.transport;

import io.threadkeep.error.Retryable;
import io.threadkeep.run.RunError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The provider failed or could not be reached: a 5xx, a refused or reset connection. */
public final class OverloadedException extends ModelException implements Retryable {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  /**
   * @param retryAfter what the provider asks for; zero if it says nothing
   */
  public OverloadedException(String message, Duration retryAfter, @Nullable Throwable cause) {
    super(RunError.Code.SERVER_ERROR, message, cause);
    this.retryAfter = retryAfter;
  }

  @Override
  public Duration retryAfter() {
    return retryAfter;
  }
}
