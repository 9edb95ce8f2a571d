package io.threadkeep.storage.jdbc;

import io.threadkeep.error.ThreadkeepException;
import org.jspecify.annotations.Nullable;

/** Another process holds the H2 database file. Nothing was read or written. */
public final class DatabaseInUseException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;

  DatabaseInUseException(@Nullable Throwable cause) {
    super(
        "The H2 database file is locked: another process has it open, or this one has under another"
            + " URL. Nothing was read or written: close the other one, choose another directory, or"
            + " let both connect to one H2 server or to PostgreSQL or MariaDB.",
        cause);
  }
}
