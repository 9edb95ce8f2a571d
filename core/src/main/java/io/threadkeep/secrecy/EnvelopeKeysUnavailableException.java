package io.threadkeep.secrecy;

import io.threadkeep.error.Retryable;
import io.threadkeep.error.ThreadkeepException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The service that keeps the envelope keys cannot be asked now. Nothing was stored or read. */
public final class EnvelopeKeysUnavailableException extends ThreadkeepException
    implements Retryable {
  private static final long serialVersionUID = 1L;

  private final String tenant;

  public EnvelopeKeysUnavailableException(String tenant, @Nullable Throwable cause) {
    super(
        "The key service does not answer for tenant '"
            + tenant
            + "'. Nothing was stored or read; call again in a moment.",
        cause);
    this.tenant = tenant;
  }

  public String tenant() {
    return tenant;
  }

  @Override
  public Duration retryAfter() {
    return Duration.ofSeconds(1);
  }
}
