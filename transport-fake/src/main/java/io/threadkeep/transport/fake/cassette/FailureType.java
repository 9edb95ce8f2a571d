package io.threadkeep.transport.fake.cassette;

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
import java.util.Arrays;
import java.util.Optional;

/** The failures that a cassette can hold: all of core's but the cancelled call. */
enum FailureType {
  AUTHENTICATION(AuthenticationException.class),
  CONTEXT_LENGTH_EXCEEDED(ContextLengthExceededException.class),
  INVALID_REQUEST(InvalidRequestException.class),
  MALFORMED_ANSWER(MalformedAnswerException.class),
  MODEL_NOT_FOUND(ModelNotFoundException.class),
  OVERLOADED(OverloadedException.class),
  PERMISSION(PermissionException.class),
  PROVIDER_REFUSED(ProviderRefusedException.class),
  QUOTA_EXCEEDED(QuotaExceededException.class),
  RATE_LIMITED(RateLimitedException.class),
  TIMEOUT(ModelTimeoutException.class),
  TRUNCATED_ANSWER(TruncatedAnswerException.class);

  private final Class<? extends ModelException> type;

  FailureType(Class<? extends ModelException> type) {
    this.type = type;
  }

  static Optional<FailureType> of(ModelException error) {
    return Arrays.stream(values()).filter(known -> known.type.equals(error.getClass())).findFirst();
  }

  /** A new one each time, so that each has its own stack trace. */
  ModelException exception(String message, Duration retryAfter) {
    return switch (this) {
      case AUTHENTICATION -> new AuthenticationException(message, null);
      case CONTEXT_LENGTH_EXCEEDED -> new ContextLengthExceededException(message, null);
      case INVALID_REQUEST -> new InvalidRequestException(message, null);
      case MALFORMED_ANSWER -> new MalformedAnswerException(message, null);
      case MODEL_NOT_FOUND -> new ModelNotFoundException(message, null);
      case OVERLOADED -> new OverloadedException(message, retryAfter, null);
      case PERMISSION -> new PermissionException(message, null);
      case PROVIDER_REFUSED -> new ProviderRefusedException(message, null);
      case QUOTA_EXCEEDED -> new QuotaExceededException(message, null);
      case RATE_LIMITED -> new RateLimitedException(message, retryAfter, null);
      case TIMEOUT -> new ModelTimeoutException(message, null);
      case TRUNCATED_ANSWER -> new TruncatedAnswerException(message, null);
    };
  }
}
