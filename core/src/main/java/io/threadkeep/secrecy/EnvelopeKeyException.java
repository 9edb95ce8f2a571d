package io.threadkeep.secrecy;

import io.threadkeep.error.ThreadkeepException;
import org.jspecify.annotations.Nullable;

/** An envelope key is gone, or does not open what is said to be wrapped by it. */
public final class EnvelopeKeyException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;

  private final String tenant;
  private final String keyId;

  public EnvelopeKeyException(
      String tenant, String keyId, String whatToDo, @Nullable Throwable cause) {
    super("Envelope key '" + keyId + "' of tenant '" + tenant + "': " + whatToDo, cause);
    this.tenant = tenant;
    this.keyId = keyId;
  }

  public String tenant() {
    return tenant;
  }

  public String keyId() {
    return keyId;
  }
}
