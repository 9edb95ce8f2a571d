package io.threadkeep.samples.benchmarks.place;

import io.threadkeep.storage.jdbc.JdbcOptions;
import io.threadkeep.wiring.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/** A database that nobody has used yet. */
public record Database(Place place, String url) {
  private static final String H2_USER = "sa";

  /** Makes one; {@link Place#MEMORY} has none. */
  public static Database fresh(Place place) {
    return switch (place) {
      case MEMORY -> new Database(place, "");
      case H2 -> new Database(place, h2());
      case POSTGRESQL -> new Database(place, PostgresServer.running().freshDatabase());
      // The one who flushes waits before it does, however few others are at work.
      case POSTGRESQL_SLOW_FLUSH ->
          new Database(
              place,
              PostgresServer.running().freshDatabase()
                  + "&options=-c%20commit_delay=1000%20-c%20commit_siblings=0");
    };
  }

  public boolean isPostgres() {
    return url.startsWith("jdbc:postgresql:");
  }

  public JdbcOptions options(int connections) {
    return JdbcOptions.of(url)
        .withCredentials(user(), new Secret(""))
        .withPool(connections, Duration.ofSeconds(30));
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user(), "");
  }

  /**
   * The same, with its round trips counted by {@link CountingSocketFactory}, and planned for as if
   * its tables were large: those that are to be counted are small, and would be read as a whole.
   */
  public Database counted() {
    return new Database(
        place,
        url
            + "&options=-c%20enable_seqscan=off&socketFactory="
            + CountingSocketFactory.class.getName());
  }

  private String user() {
    return isPostgres() ? PostgresServer.USER : H2_USER;
  }

  /** With what Threadkeep adds to such a URL, so that the plain side is as durable. */
  private static String h2() {
    try {
      Path directory = Files.createTempDirectory(Scratch.directory(), "threadkeep-h2-");
      Scratch.deleteAtExit(directory);
      return "jdbc:h2:async:"
          + directory.resolve("benchmark")
          + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
