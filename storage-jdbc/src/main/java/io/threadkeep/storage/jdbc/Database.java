package io.threadkeep.storage.jdbc;

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
   */
  static Database of(Connection connection) throws SQLException {
    String found = connection.getMetaData().getDatabaseProductName();
    return Arrays.stream(values())
        .filter(database -> database.productName.equals(found))
        .findFirst()
        .orElseThrow(() -> new UnsupportedDatabaseException(found));
  }
}
