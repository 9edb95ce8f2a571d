package io.threadkeep.storage.jdbc.server;

import io.threadkeep.storage.jdbc.JdbcOptions;
import io.threadkeep.wiring.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/** Where an empty database waits, and how to get in. */
public record DatabaseAddress(String url, String user, String password) {

  /** With few connections: many stores are opened on one server. */
  public JdbcOptions options() {
    return JdbcOptions.of(url)
        .withCredentials(user, new Secret(password))
        .withPool(4, Duration.ofSeconds(10));
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  void execute(String statement) throws SQLException {
    try (Connection connection = connect();
        var running = connection.createStatement()) {
      running.execute(statement);
    }
  }
}
