package io.threadkeep.transport.openai;

import com.openai.errors.OpenAIServiceException;
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
import io.threadkeep.transport.QuotaExceededException;
import io.threadkeep.transport.RateLimitedException;
import io.threadkeep.transport.TruncatedAnswerException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes one typed exception of whatever the vendor's client throws.
 *
 * <p>Its exceptions are not kept as causes: their messages hold bodies and headers. What the
 * provider says is repeated in part, without the key; what it says about the key not at all.
 */
final class Failures {
  private static final int REPEATED = 500;

  private final RetryAfter retryAfter;
  private final String key;

  Failures(RetryAfter retryAfter, String key) {
    this.retryAfter = retryAfter;
    this.key = key;
  }

  /**
   * @param answering whether the provider had begun to answer
   */
  ModelException of(RuntimeException thrown, boolean answering) {
    if (thrown instanceof ModelException already) {
      return already;
    } else if (thrown instanceof OpenAIServiceException refused) {
      return refused(
          refused.statusCode(), ProviderError.of(refused), retryAfter.of(refused.headers()));
    }
    IOException io = ioCause(thrown);
    if (io == null) {
      return new MalformedAnswerException(
          "The provider's answer could not be read (" + thrown.getClass().getSimpleName() + ").",
          null);
    } else if (io instanceof InterruptedIOException) {
      return new ModelTimeoutException(
          answering
              ? "The provider began to answer and did not go on or finish in time."
              : "The provider did not answer in time.",
          null);
    } else if (answering) {
      return new TruncatedAnswerException("The connection broke within the answer.", null);
    }
    return new OverloadedException(
        "The provider could not be reached (" + io.getClass().getSimpleName() + ").",
        Duration.ZERO,
        null);
  }

  /** An error that was told within an answer, after a status that promised success. */
  ModelException toldWithin(ProviderError error) {
    return refused(200, error, Duration.ZERO);
  }

  private ModelException refused(int status, ProviderError error, Duration wait) {
    String message = describe(status, error);
    if (isQuota(status, error)) {
      return new QuotaExceededException(
          message + " The account has used up what it paid for.", null);
    } else if (isContextLength(error)) {
      return new ContextLengthExceededException(message, null);
    } else if (status == 401 || error.is("invalid_api_key")) {
      return new AuthenticationException(
          "The provider does not accept the key (HTTP "
              + status
              + "). Check threadkeep.openai.api-key.",
          null);
    } else if (status == 429 || error.is("rate_limit_exceeded") || error.is("rate_limit_error")) {
      return new RateLimitedException(message, wait, null);
    }
    return switch (status) {
      case 200 ->
          isInvalid(error)
              ? new InvalidRequestException(message, null)
              : new OverloadedException(message, wait, null);
      case 403 -> new PermissionException(message, null);
      case 404 -> new ModelNotFoundException(message, null);
      case 408 -> new ModelTimeoutException(message, null);
      // Told for a moment's conflict on the provider's side, not for a mistake in the request.
      case 409 -> new OverloadedException(message, wait, null);
      default ->
          status >= 500
              ? new OverloadedException(message, wait, null)
              : status >= 400
                  ? new InvalidRequestException(message, null)
                  : new MalformedAnswerException(message, null);
    };
  }

  private static boolean isQuota(int status, ProviderError error) {
    return status == 402
        || error.is("insufficient_quota")
        || error.is("billing_hard_limit_reached")
        || error.is("billing_not_active");
  }

  private static boolean isContextLength(ProviderError error) {
    // Compatible servers often say so in words only.
    return error.is("context_length_exceeded")
        || error.message().toLowerCase(Locale.ROOT).contains("maximum context length");
  }

  private static boolean isInvalid(ProviderError error) {
    return error.type().equals("invalid_request_error") || error.code().startsWith("invalid_");
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
    String safe = key.isEmpty() ? words : words.replace(key, "(not shown)");
    return Text.truncate(Text.sanitise(safe), REPEATED);
  }

  private static @Nullable IOException ioCause(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      // Broken JSON is an IOException too, for Jackson; it says nothing about the connection.
      if (t instanceof IOException io
          && !(t instanceof com.fasterxml.jackson.core.JacksonException)) {
        return io;
      }
    }
    return null;
  }
}
