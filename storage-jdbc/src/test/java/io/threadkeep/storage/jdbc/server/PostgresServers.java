package io.threadkeep.storage.jdbc.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** PostgreSQL: a given one, an installed one, or the embedded one, in this order. */
final class PostgresServers {
  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
  private static final String USER = "postgres";

  private PostgresServers() {}

  static DatabaseServer find() {
    String given = System.getProperty("threadkeep.test.postgres.url", "");
    if (!given.isEmpty()) {
      return given(given);
    }
    Optional<Path> initdb = ServerProcess.program(debianDirectories(), "initdb");
    return initdb.isPresent() ? installed(initdb.get()) : embedded();
  }

  private static DatabaseServer given(String url) {
    DatabaseAddress address =
        new DatabaseAddress(
            url,
            System.getProperty("threadkeep.test.postgres.user", USER),
            System.getProperty("threadkeep.test.postgres.password", ""));
    // The same URL with another database: what stands between the last '/' and the '?'.
    return new NumberedDatabases(
        address, name -> url.replaceFirst("/[^/?]*(\\?|$)", "/" + name + "$1"));
  }

  private static DatabaseServer installed(Path initdb) {
    TemporaryDirectory directory = TemporaryDirectory.create("postgres");
    Path program = realPath(initdb);
    Path data = directory.path().resolve("data");
    int port = ServerProcess.freePort();
    giveToPostgres(directory.path());
    ServerProcess.run(
        directory,
        asPostgres(
            program.toString(),
            "-D" + data,
            "-U" + USER,
            "-Atrust",
            "-EUTF8",
            "--locale=C.UTF-8",
            "--no-sync"));
    ServerProcess process =
        ServerProcess.start(
            directory,
            () ->
                ServerProcess.run(
                    directory,
                    asPostgres(
                        program.resolveSibling("pg_ctl").toString(),
                        "-D" + data,
                        "-mimmediate",
                        "stop")),
            asPostgres(
                program.resolveSibling("postgres").toString(),
                "-D" + data,
                "-p" + port,
                "-clisten_addresses=127.0.0.1",
                "-cunix_socket_directories=",
                "-cmax_connections=300",
                "-cfsync=off"));
    DatabaseAddress address = new DatabaseAddress(url(port, USER), USER, "");
    process.awaitAnswer(() -> requireOurs(address, data));
    return new NumberedDatabases(address, name -> url(port, name));
  }

  private static DatabaseServer embedded() {
    TemporaryDirectory directory = TemporaryDirectory.create("postgres");
    try {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder().setOverrideWorkingDirectory(directory.path().toFile()).start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, directory)));
      DatabaseAddress address = new DatabaseAddress(url(server.getPort(), USER), USER, "");
      return new NumberedDatabases(address, name -> url(server.getPort(), name));
    } catch (IOException | RuntimeException e) {
      throw new NotAvailableException(
          "no -Dthreadkeep.test.postgres.url, no initdb on the PATH or under "
              + DEBIAN
              + ", and the embedded one does not start: "
              + e.getMessage());
    }
  }

  private static void end(EmbeddedPostgres server, TemporaryDirectory directory) {
    try (directory) {
      server.close();
    } catch (IOException e) {
      // The JVM is ending; the server's own hook tries once more.
    }
  }

  private static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** A port that was free a moment ago may be somebody else's server by now. */
  private static void requireOurs(DatabaseAddress address, Path data) throws SQLException {
    try (Connection connection = address.connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery("show data_directory")) {
      row.next();
      if (!Path.of(row.getString(1)).equals(data)) {
        throw new NotAvailableException("another server took the port of the one just started");
      }
    }
  }

  private static List<String> asPostgres(String... command) {
    List<String> words = new ArrayList<>();
    if (ServerProcess.isRoot()) {
      words.addAll(List.of("runuser", "-u", USER, "--"));
    }
    words.addAll(List.of(command));
    return words;
  }

  private static void giveToPostgres(Path directory) {
    if (ServerProcess.isRoot()) {
      try {
        Files.setOwner(
            directory,
            directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER));
      } catch (IOException e) {
        throw new NotAvailableException("PostgreSQL refuses root, and there is no user " + USER);
      }
    }
  }

  private static List<Path> debianDirectories() {
    if (!Files.isDirectory(DEBIAN)) {
      return List.of();
    }
    try (Stream<Path> versions = Files.list(DEBIAN)) {
      return versions
          .sorted(Comparator.comparing(Path::toString).reversed())
          .map(version -> version.resolve("bin"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path realPath(Path link) {
    try {
      return link.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
