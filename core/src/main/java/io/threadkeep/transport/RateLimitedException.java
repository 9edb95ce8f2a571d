package io.threadkeep.transport;

import io.threadkeep.error.Retryable;
import io.threadkeep.run.RunError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Too many requests or tokens; the provider asks to wait. */
public final class RateLimitedException extends ModelException implements Retryable {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  /**
   * @param retryAfter what the provider asks for; zero if it says nothing
   */
  public RateLimitedException(String message, Duration retryAfter, @Nullable Throwable cause) {
    super(RunError.Code.RATE_LIMIT_EXCEEDED, message, cause);
    this.retryAfter = retryAfter;
  }

  @Override
  public Duration retryAfter() {
    return retryAfter;
  }
}
