package io.threadkeep.secrecy;

import io.threadkeep.error.ThreadkeepException;

/** There are no data keys to work on. */
public final class EncryptionOffException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;

  public EncryptionOffException() {
    super(
        "Content is not sealed here: encryption is off, or this storage has none. Switch it on with"
            + " threadkeep.jdbc.encryption, on a storage that is a database.");
  }
}
