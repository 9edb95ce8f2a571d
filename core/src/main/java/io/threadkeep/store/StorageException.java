package io.threadkeep.store;

import io.threadkeep.error.ThreadkeepException;
import org.jspecify.annotations.Nullable;

/**
 * The storage refused or failed, and trying again does not help. The transaction left nothing
 * behind.
 */
public final class StorageException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;

  public StorageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
