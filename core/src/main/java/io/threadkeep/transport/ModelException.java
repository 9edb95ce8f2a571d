package io.threadkeep.transport;

import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.run.RunError;
import org.jspecify.annotations.Nullable;

/**
 * A model call without an answer. The subtype says why; those that may be tried again are {@link
 * io.threadkeep.error.Retryable}.
 */
public abstract class ModelException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;

  private final RunError.Code code;

  protected ModelException(RunError.Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** What a run that fails for this reason is told. */
  public RunError.Code code() {
    return code;
  }
}
