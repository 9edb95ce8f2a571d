package io.threadkeep.storage.jdbc;

import io.threadkeep.error.InvalidInputException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;

/** The databases that threads can be kept in. */
public enum Database {
  H2("H2"),
  POSTGRESQL("PostgreSQL"),
  MARIADB("MariaDB");

  private final String productName;

  Database(String productName) {
    this.productName = productName;
  }

  /** As the database calls itself. */
  public String productName() {
    return productName;
  }

  /**
   * The one behind {@code connection}; never a guess.
   *
   * @throws UnsupportedDatabaseException if it is none of these
   * @throws InvalidInputException if its transactions do not see what others have committed
   */
  static Database of(Connection connection) throws SQLException {
    String found = connection.getMetaData().getDatabaseProductName();
    Database database =
        Arrays.stream(values())
            .filter(known -> known.productName.equals(found))
            .findFirst()
            .orElseThrow(() -> new UnsupportedDatabaseException(found));
    // Who has waited for a lock is to see why: an older snapshot, MariaDB's default, would hide it.
    int isolation = connection.getTransactionIsolation();
    if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
      throw new InvalidInputException(
          "transaction isolation of the pool's connections",
          "READ COMMITTED (" + Connection.TRANSACTION_READ_COMMITTED + ")",
          String.valueOf(isolation));
    }
    return database;
  }
}
