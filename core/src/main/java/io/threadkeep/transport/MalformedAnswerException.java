package io.threadkeep.transport;

import io.threadkeep.error.Retryable;
import io.threadkeep.run.RunError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came back is not an answer: an HTML page, broken JSON, no choices. */
public final class MalformedAnswerException extends ModelException implements Retryable {
  private static final long serialVersionUID = 1L;

  public MalformedAnswerException(String message, @Nullable Throwable cause) {
    super(RunError.Code.SERVER_ERROR, message, cause);
  }

  @Override
  public Duration retryAfter() {
    return Duration.ZERO;
  }
}
