package io.threadkeep.storage.jdbc;

import io.threadkeep.error.InvalidInputException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Looks at a pool before anything is done by it. */
final class PoolCheck {
  private PoolCheck() {}

  /**
   * Which database its connections lead to.
   *
   * @throws InvalidInputException if they are not at READ COMMITTED
   * @throws UnsupportedDatabaseException if it is none that is known here
   */
  static Database database(DataSource pool, Backoff backoff) {
    return Transactions.readOnly(pool, backoff)
        .read("open the store", sql -> sql.connectionResult(PoolCheck::database));
  }

  private static Database database(Connection connection) throws SQLException {
    Database database = Database.of(connection);
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
