package io.threadkeep.transport;

import io.threadkeep.error.Retryable;
import io.threadkeep.run.RunError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The provider did not answer, or did not go on, in time. */
public final class ModelTimeoutException extends ModelException implements Retryable {
  private static final long serialVersionUID = 1L;

  public ModelTimeoutException(String message, @Nullable Throwable cause) {
    super(RunError.Code.TIMEOUT, message, cause);
  }

  @Override
  public Duration retryAfter() {
    return Duration.ZERO;
  }
}
