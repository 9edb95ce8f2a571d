package io.threadkeep.transport;

import io.threadkeep.run.RunError;
import org.jspecify.annotations.Nullable;

/** The account has used up what it paid for; waiting does not help. */
public final class QuotaExceededException extends ModelException {
  private static final long serialVersionUID = 1L;

  public QuotaExceededException(String message, @Nullable Throwable cause) {
    super(RunError.Code.QUOTA_EXCEEDED, message, cause);
  }
}
