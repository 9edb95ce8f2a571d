package io.threadkeep.storage.jdbc.server;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.tools.Server;

/** H2 in its three forms. */
final class H2Servers {
  private static final String USER = "sa";
  private static final String PASSWORD = "h2-Canary-7f1d";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private H2Servers() {}

  static DatabaseServer memory() {
    // Kept without a connection, so that a store can be closed and opened again.
    return () -> address("mem:threadkeep" + COUNT.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
  }

  static DatabaseServer file() {
    TemporaryDirectory directory = directory();
    return () -> address("async:" + directory.path().resolve("db" + COUNT.incrementAndGet()));
  }

  static DatabaseServer server() {
    // Read when H2 opens its first socket: loopback only.
    System.setProperty("h2.bindAddress", "127.0.0.1");
    TemporaryDirectory directory = directory();
    try {
      Server server =
          Server.createTcpServer(
                  "-tcpPort", "0", "-ifNotExists", "-baseDir", directory.path().toString())
              .start();
      return () ->
          address("tcp://127.0.0.1:" + server.getPort() + "/./db" + COUNT.incrementAndGet());
    } catch (SQLException e) {
      throw new NotAvailableException("the H2 server does not start: " + e.getMessage());
    }
  }

  private static DatabaseAddress address(String place) {
    return new DatabaseAddress("jdbc:h2:" + place, USER, PASSWORD);
  }

  private static TemporaryDirectory directory() {
    TemporaryDirectory directory = TemporaryDirectory.create("h2");
    Runtime.getRuntime().addShutdownHook(new Thread(directory::close));
    return directory;
  }
}
