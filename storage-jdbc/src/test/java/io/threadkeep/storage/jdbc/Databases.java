package io.threadkeep.storage.jdbc;

import io.threadkeep.kit.Chaos;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.storage.jdbc.server.Servers;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** Arguments for tests that run on every database which this machine has. */
final class Databases {

  private Databases() {}

  static Stream<Named<DatabaseServer>> all() {
    return Stream.concat(embedded(), remote());
  }

  static Stream<Named<DatabaseServer>> embedded() {
    return Stream.of(named("H2 in memory", Servers.h2Memory()), named("H2 file", Servers.h2File()))
        .flatMap(Optional::stream);
  }

  /** Those that several JVMs can share. */
  static Stream<Named<DatabaseServer>> remote() {
    return Stream.of(
            named("H2 server", Servers.h2Server()),
            named("PostgreSQL", Servers.postgres()),
            named("MariaDB", Servers.mariaDb()))
        .flatMap(Optional::stream);
  }

  /** Of those, one in each build. */
  static Stream<Named<DatabaseServer>> shared() {
    return Chaos.isWanted() ? remote() : named("PostgreSQL", Servers.postgres()).stream();
  }

  private static Optional<Named<DatabaseServer>> named(
      String name, Optional<DatabaseServer> server) {
    return server.map(found -> Named.of(name, found));
  }
}
