package io.threadkeep.storage.jdbc.server;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One server of each kind for the whole JVM, started when it is first asked for. Where a database
 * is not to be had on this machine, it is empty, and the reason has been printed.
 */
public final class Servers {
  private static final Shared H2_MEMORY = new Shared("H2 in memory", H2Servers::memory);
  private static final Shared H2_FILE = new Shared("H2 file", H2Servers::file);
  private static final Shared H2_SERVER = new Shared("H2 server", H2Servers::server);
  private static final Shared POSTGRES = new Shared("PostgreSQL", PostgresServers::find);
  private static final Shared MARIADB = new Shared("MariaDB", MariaDbServers::find);

  private Servers() {}

  public static Optional<DatabaseServer> h2Memory() {
    return H2_MEMORY.get();
  }

  public static Optional<DatabaseServer> h2File() {
    return H2_FILE.get();
  }

  public static Optional<DatabaseServer> h2Server() {
    return H2_SERVER.get();
  }

  /** {@code -Dthreadkeep.test.postgres.url}; else one that is installed; else an embedded one. */
  public static Optional<DatabaseServer> postgres() {
    return POSTGRES.get();
  }

  /** {@code -Dthreadkeep.test.mariadb.url}; else one that is installed. */
  public static Optional<DatabaseServer> mariaDb() {
    return MARIADB.get();
  }

  /** Starts once; a failure is told once and stays. */
  private static final class Shared {
    private final String name;
    private final Supplier<DatabaseServer> start;
    private boolean tried; // guarded by "this", as the next one
    private Optional<DatabaseServer> server = Optional.empty();

    Shared(String name, Supplier<DatabaseServer> start) {
      this.name = name;
      this.start = start;
    }

    synchronized Optional<DatabaseServer> get() {
      if (!tried) {
        tried = true;
        try {
          server = Optional.of(start.get());
        } catch (NotAvailableException e) {
          System.err.println("SKIPPED: tests on " + name + ": " + e.getMessage());
        }
      }
      return server;
    }
  }
}
