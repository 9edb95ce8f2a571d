package io.threadkeep.store;

import io.threadkeep.error.Retryable;
import io.threadkeep.error.ThreadkeepException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The storage could not be reached, or the outcome of a commit is unknown even after retries. Call
 * again: with an idempotency key, or with the same ids, nothing happens twice.
 */
public final class StorageUnavailableException extends ThreadkeepException implements Retryable {
  private static final long serialVersionUID = 1L;

  public StorageUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public Duration retryAfter() {
    return Duration.ofSeconds(1);
  }
}
