package io.threadkeep.samples.benchmarks.place;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL on this machine that {@link PostgresProcess} has started, here or in our parent. */
public record PostgresServer(int port) {
  /** Tells the processes that JMH starts where the server of the first one is. */
  public static final String PORT_PROPERTY = "threadkeep.benchmarks.postgres.port";

  static final String USER = "postgres";

  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static @Nullable PostgresServer ours; // guarded by the class

  /** Our parent's if there is one, else our own, which ends with this process. */
  public static synchronized PostgresServer running() {
    Integer given = Integer.getInteger(PORT_PROPERTY);
    if (given != null) {
      return new PostgresServer(given);
    }
    if (ours == null) {
      ours = new PostgresServer(PostgresProcess.start());
    }
    return ours;
  }

  /** Whether one is running or can be started. */
  public static boolean isThere() {
    return Integer.getInteger(PORT_PROPERTY) != null || PostgresProcess.initdb().isPresent();
  }

  /** The URL of a database that nobody has used. */
  String freshDatabase() {
    String name = "b" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
    try (Connection connection = DriverManager.getConnection(url("postgres"), USER, "");
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot make a database on port " + port + ".", e);
    }
    return url(name);
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + USER;
  }

  boolean answers() {
    try (Connection connection = DriverManager.getConnection(url("postgres"), USER, "")) {
      return connection.isValid(1);
    } catch (SQLException notYet) {
      return false;
    }
  }
}
