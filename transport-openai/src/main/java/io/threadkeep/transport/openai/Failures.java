package io.threadkeep.transport.openai;

import com.openai.core.http.Headers;
import com.openai.errors.OpenAIServiceException;
import io.threadkeep.transport.AuthenticationException;
import io.threadkeep.transport.MalformedAnswerException;
import io.threadkeep.transport.ModelException;
import io.threadkeep.transport.ModelTimeoutException;
import io.threadkeep.transport.OverloadedException;
import io.threadkeep.transport.TruncatedAnswerException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Makes one typed exception of whatever the vendor's client throws.
 *
 * <p>Its exceptions are not kept as causes: their messages hold bodies and headers.
 */
final class Failures {
  private static final Headers NONE = Headers.builder().build();

  private final ToldFailures told;

  Failures(ToldFailures told) {
    this.told = told;
  }

  /**
   * @param answering whether the provider had begun to answer
   */
  ModelException of(RuntimeException thrown, boolean answering) {
    if (thrown instanceof ModelException already) {
      return already;
    } else if (thrown instanceof OpenAIServiceException refused) {
      return told.of(refused.statusCode(), ProviderError.of(refused), refused.headers());
    }
    IOException io = ioCause(thrown);
    if (io == null) {
      return new MalformedAnswerException(
          "The provider's answer could not be read (" + thrown.getClass().getSimpleName() + ").",
          null);
    } else if (io instanceof ProxyGuard.RefusedException refused) {
      return new AuthenticationException(
          refused.getMessage() + " Check threadkeep.openai.proxy.", null);
    } else if (io instanceof BoundedBody.TooLongException) {
      return new MalformedAnswerException(
          "The provider sent an event longer than any answer, and did not stop.", null);
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
    return told.of(200, error, NONE);
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
