package io.threadkeep.transport.fake.cassette;

import io.threadkeep.run.RunError;
import io.threadkeep.transport.ModelException;
import java.nio.file.Path;

/**
 * A request that the cassette has no answer for. The message says how it differs from the nearest
 * one that was recorded. Nothing was called.
 */
public final class UnmatchedRequestException extends ModelException {
  private static final long serialVersionUID = 1L;

  private final String file;

  UnmatchedRequestException(Path file, String difference) {
    super(RunError.Code.INVALID_PROMPT, "Cassette " + file + ": " + difference, null);
    this.file = file.toString();
  }

  public String file() {
    return file;
  }
}
