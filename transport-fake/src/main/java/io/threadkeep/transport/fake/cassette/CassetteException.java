package io.threadkeep.transport.fake.cassette;

import io.threadkeep.error.ThreadkeepException;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A cassette that is missing, damaged, too new, not fully used, or cannot be written. */
public final class CassetteException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;
  private static final int WHOLE_FILE = 0;

  private final String file;
  private final int line;

  CassetteException(Path file, String problem, @Nullable Throwable cause) {
    super("Cassette " + file + ": " + problem, cause);
    this.file = file.toString();
    this.line = WHOLE_FILE;
  }

  CassetteException(Path file, int line, String problem, @Nullable Throwable cause) {
    super("Cassette " + file + ", line " + line + ": " + problem, cause);
    this.file = file.toString();
    this.line = line;
  }

  public String file() {
    return file;
  }

  /** The line that is wrong, from 1; empty where it is the file as a whole. */
  public OptionalInt line() {
    return line == WHOLE_FILE ? OptionalInt.empty() : OptionalInt.of(line);
  }
}
