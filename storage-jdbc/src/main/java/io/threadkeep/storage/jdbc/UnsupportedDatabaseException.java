package io.threadkeep.storage.jdbc;

import io.threadkeep.error.ThreadkeepException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The database is none that threads can be kept in. Nothing was read or written. */
public final class UnsupportedDatabaseException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;

  private final String found;

  /**
   * @param found the name that the database gives itself
   */
  public UnsupportedDatabaseException(String found) {
    super(
        "The database calls itself '"
            + found
            + "'; threads can be kept in "
            + Arrays.stream(Database.values())
                .map(Database::productName)
                .collect(Collectors.joining(", "))
            + ". Nothing was read or written: give the URL of one of these, with its own driver.");
    this.found = found;
  }

  public String found() {
    return found;
  }
}
