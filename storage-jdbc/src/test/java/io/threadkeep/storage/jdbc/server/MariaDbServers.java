package io.threadkeep.storage.jdbc.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** MariaDB: a given one, or an installed one. */
final class MariaDbServers {
  private static final String USER = "root";
  private static final List<Path> DIRECTORIES =
      List.of(Path.of("/usr/sbin"), Path.of("/usr/bin"), Path.of("/usr/local/bin"));

  private MariaDbServers() {}

  static DatabaseServer find() {
    String given = System.getProperty("threadkeep.test.mariadb.url", "");
    if (!given.isEmpty()) {
      DatabaseAddress address =
          new DatabaseAddress(
              given,
              System.getProperty("threadkeep.test.mariadb.user", USER),
              System.getProperty("threadkeep.test.mariadb.password", ""));
      return new NumberedDatabases(
          address, name -> given.replaceFirst("/[^/?]*(\\?|$)", "/" + name + "$1"));
    }
    Path server = program("mariadbd", "mysqld");
    Path install = program("mariadb-install-db", "mysql_install_db");
    return installed(server, install);
  }

  private static DatabaseServer installed(Path server, Path install) {
    TemporaryDirectory directory = TemporaryDirectory.create("mariadb");
    Path data = directory.path().resolve("data");
    int port = ServerProcess.freePort();
    ServerProcess.run(
        directory,
        command(
            install,
            "--datadir=" + data,
            "--auth-root-authentication-method=normal",
            "--skip-test-db"));
    // The server's own character set stays what it is by default: tables must not depend on it.
    ServerProcess process =
        ServerProcess.start(
            directory,
            () -> {},
            command(
                server,
                "--datadir=" + data,
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=" + directory.path().resolve("s"),
                "--pid-file=" + directory.path().resolve("pid"),
                "--max-connections=300",
                "--innodb-flush-log-at-trx-commit=0"));
    DatabaseAddress address = new DatabaseAddress(url(port, ""), USER, "");
    process.awaitAnswer(() -> address.connect().close());
    return new NumberedDatabases(address, name -> url(port, name));
  }

  private static List<String> command(Path program, String... options) {
    List<String> words = new ArrayList<>(List.of(program.toString(), "--no-defaults"));
    words.addAll(List.of(options));
    if (ServerProcess.isRoot()) {
      words.add("--user=root");
    }
    return words;
  }

  private static String url(int port, String database) {
    return "jdbc:mariadb://127.0.0.1:" + port + "/" + database;
  }

  private static Path program(String... names) {
    return ServerProcess.program(DIRECTORIES, names)
        .orElseThrow(
            () ->
                new NotAvailableException(
                    "no -Dthreadkeep.test.mariadb.url and no "
                        + String.join(" or ", names)
                        + "; Debian has it in mariadb-server-core, with mariadb-client-core"));
  }
}
