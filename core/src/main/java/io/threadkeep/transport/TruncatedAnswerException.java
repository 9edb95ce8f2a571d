package io.threadkeep.transport;

import io.threadkeep.error.Retryable;
import io.threadkeep.run.RunError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The answer broke off without its proper end. */
public final class TruncatedAnswerException extends ModelException implements Retryable {
  private static final long serialVersionUID = 1L;

  public TruncatedAnswerException(String message, @Nullable Throwable cause) {
    super(RunError.Code.SERVER_ERROR, message, cause);
  }

  @Override
  public Duration retryAfter() {
    return Duration.ZERO;
  }
}
