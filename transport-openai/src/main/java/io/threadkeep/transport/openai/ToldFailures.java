package io.threadkeep.transport.openai;

import com.openai.core.http.Headers;
import io.threadkeep.error.Retryable;
import io.threadkeep.limit.Text;
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

/**
 * Makes one typed exception of a failure that the provider tells: by a status, by an error's code,
 * and by what it says about trying again.
 *
 * <p>What the provider says is repeated in part, without secrets; what it says about the key not at
 * all.
 */
final class ToldFailures {
  private static final int REPEATED = 500;

  private final RetryAfter retryAfter;
  private final Redaction redaction;

  ToldFailures(RetryAfter retryAfter, Redaction redaction) {
    this.retryAfter = retryAfter;
    this.redaction = redaction;
  }

  /**
   * @param status 200 for an error within an answer
   */
  ModelException of(int status, ProviderError error, Headers headers) {
    String message = describe(status, error);
    if (error.isQuota() || status == 402) {
      return new QuotaExceededException(
          message + " The account has used up what it paid for.", null);
    } else if (error.isContextLength()) {
      return new ContextLengthExceededException(message, null);
    } else if (error.isUnknownKey() || status == 401) {
      return new AuthenticationException(
          "The provider does not accept the key (HTTP "
              + status
              + "). Check threadkeep.openai.api-key.",
          null);
    } else if (status == 407) {
      return new AuthenticationException(
          "The proxy lets nobody through without a password (HTTP 407). Check threadkeep.openai.proxy.",
          null);
    } else if (status >= 300 && status < 400) {
      return new InvalidRequestException(
          message + " Redirects are not followed. Check threadkeep.openai.base-url.", null);
    } else if (error.isRateLimit() || status == 429) {
      return rateLimit(message, headers);
    } else if (error.isUnknownModel() || status == 404) {
      return advised(new ModelNotFoundException(message, null), message, headers);
    }
    return advised(byStatus(status, error, message, headers), message, headers);
  }

  private ModelException rateLimit(String message, Headers headers) {
    return says(headers, false)
        ? new QuotaExceededException(message + " It says that waiting does not help.", null)
        : new RateLimitedException(message, retryAfter.ofRateLimit(headers), null);
  }

  private ModelException byStatus(
      int status, ProviderError error, String message, Headers headers) {
    return switch (status) {
      case 200 ->
          error.isInvalid()
              ? new InvalidRequestException(message, null)
              : new OverloadedException(message, retryAfter.of(headers), null);
      case 403 -> new PermissionException(message, null);
      case 408 -> new ModelTimeoutException(message, null);
      // Told for a moment's conflict on the provider's side, not for a mistake in the request.
      case 409 -> new OverloadedException(message, retryAfter.of(headers), null);
      default ->
          status >= 500
              ? new OverloadedException(message, retryAfter.of(headers), null)
              : status >= 400
                  ? new InvalidRequestException(message, null)
                  : new MalformedAnswerException(message, null);
    };
  }

  /** Where the status leaves it open, the provider's own word on trying again goes first. */
  private ModelException advised(ModelException failure, String message, Headers headers) {
    if (failure instanceof Retryable && says(headers, false)) {
      return new ProviderRefusedException(message + " It says not to try again.", null);
    } else if (!(failure instanceof Retryable) && says(headers, true)) {
      return new OverloadedException(message, retryAfter.of(headers), null);
    }
    return failure;
  }

  private static boolean says(Headers headers, boolean again) {
    return RetryAfter.first(headers, "x-should-retry")
        .filter(String.valueOf(again)::equalsIgnoreCase)
        .isPresent();
  }

  private String describe(int status, ProviderError error) {
    StringBuilder text = new StringBuilder("The provider failed");
    text.append(status == 200 ? " within its answer" : " with HTTP " + status);
    String code = error.code().isEmpty() ? error.type() : error.code();
    if (!code.isEmpty()) {
      text.append(" (").append(repeat(code)).append(')');
    }
    if (!error.message().isEmpty()) {
      text.append(": ").append(repeat(error.message()));
    }
    return text.append('.').toString();
  }

  private String repeat(String words) {
    return Text.truncate(Text.sanitise(redaction.of(words)), REPEATED);
  }
}
