package io.threadkeep.kit.transport;

import io.threadkeep.error.Retryable;
import io.threadkeep.transport.AuthenticationException;
import io.threadkeep.transport.ContextLengthExceededException;
import io.threadkeep.transport.InvalidRequestException;
import io.threadkeep.transport.MalformedAnswerException;
import io.threadkeep.transport.ModelException;
import io.threadkeep.transport.ModelNotFoundException;
import io.threadkeep.transport.OverloadedException;
import io.threadkeep.transport.PermissionException;
import io.threadkeep.transport.QuotaExceededException;
import io.threadkeep.transport.RateLimitedException;
import io.threadkeep.transport.TruncatedAnswerException;

/** How a provider can fail, and what a transport must make of it. */
public enum ProviderFailure {
  RATE_LIMIT(RateLimitedException.class),
  QUOTA_USED_UP(QuotaExceededException.class),
  UNKNOWN_KEY(AuthenticationException.class),
  NO_PERMISSION(PermissionException.class),
  NO_SUCH_MODEL(ModelNotFoundException.class),
  BAD_REQUEST(InvalidRequestException.class),
  PROMPT_TOO_LONG(ContextLengthExceededException.class),
  SERVER_ERROR(OverloadedException.class),
  UNREADABLE_ANSWER(MalformedAnswerException.class),
  ANSWER_BREAKS_OFF(TruncatedAnswerException.class);

  private final Class<? extends ModelException> type;

  ProviderFailure(Class<? extends ModelException> type) {
    this.type = type;
  }

  public Class<? extends ModelException> type() {
    return type;
  }

  public boolean isRetryable() {
    return Retryable.class.isAssignableFrom(type);
  }
}
