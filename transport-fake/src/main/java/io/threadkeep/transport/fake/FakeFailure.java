package io.threadkeep.transport.fake;

import io.threadkeep.transport.AuthenticationException;
import io.threadkeep.transport.ContextLengthExceededException;
import io.threadkeep.transport.InvalidRequestException;
import io.threadkeep.transport.MalformedAnswerException;
import io.threadkeep.transport.ModelException;
import io.threadkeep.transport.ModelNotFoundException;
import io.threadkeep.transport.ModelTimeoutException;
import io.threadkeep.transport.OverloadedException;
import io.threadkeep.transport.PermissionException;
import io.threadkeep.transport.ProviderRefusedException;
import io.threadkeep.transport.QuotaExceededException;
import io.threadkeep.transport.RateLimitedException;
import io.threadkeep.transport.TruncatedAnswerException;
import java.time.Duration;

/** How a model call can fail: one for each {@link ModelException} that a provider can cause. */
public enum FakeFailure {
  AUTHENTICATION,
  PERMISSION,
  NOT_FOUND,
  INVALID_REQUEST,
  CONTEXT_LENGTH,
  QUOTA,
  RATE_LIMIT,
  OVERLOADED,
  /** As {@link #OVERLOADED}, but the provider says that trying again does not help. */
  REFUSED,
  /** At once; {@link FakeAnswer#hang} lets the time pass first. */
  TIMEOUT,
  MALFORMED,
  TRUNCATED;

  /** Whether the provider can say how long to wait. */
  public boolean takesDelay() {
    return this == RATE_LIMIT || this == OVERLOADED;
  }

  /** A new one each time, so that each has its own stack trace. */
  ModelException exception(Duration retryAfter) {
    String message = "On cue: the fake transport fails with " + this + ".";
    return switch (this) {
      case AUTHENTICATION -> new AuthenticationException(message, null);
      case PERMISSION -> new PermissionException(message, null);
      case NOT_FOUND -> new ModelNotFoundException(message, null);
      case INVALID_REQUEST -> new InvalidRequestException(message, null);
      case CONTEXT_LENGTH -> new ContextLengthExceededException(message, null);
      case QUOTA -> new QuotaExceededException(message, null);
      case RATE_LIMIT -> new RateLimitedException(message, retryAfter, null);
      case OVERLOADED -> new OverloadedException(message, retryAfter, null);
      case REFUSED -> new ProviderRefusedException(message, null);
      case TIMEOUT -> new ModelTimeoutException(message, null);
      case MALFORMED -> new MalformedAnswerException(message, null);
      case TRUNCATED -> new TruncatedAnswerException(message, null);
    };
  }
}
