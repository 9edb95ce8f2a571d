package io.threadkeep.samples.benchmarks.place;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Starts a PostgreSQL: {@code initdb} in {@link Scratch}, then the server, durable as it comes.
 *
 * <p>The tests' servers do without flushes, and would be no measure.
 */
final class PostgresProcess {
  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
  private static final int SECONDS = 60;
  private static final List<String> SETTINGS =
      List.of(
          "-clisten_addresses=127.0.0.1",
          "-cunix_socket_directories=",
          "-cmax_connections=300",
          "-cshared_buffers=512MB",
          // No checkpoint in the middle of a measurement.
          "-cmax_wal_size=8GB",
          "-ccheckpoint_timeout=1h");

  private PostgresProcess() {}

  /** Returns its port; it is stopped, and its files deleted, when this process ends. */
  static int start() {
    Path initdb =
        initdb()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "No initdb on the PATH or under " + DEBIAN + ": install PostgreSQL."));
    try {
      Path directory = Files.createTempDirectory(Scratch.directory(), "threadkeep-postgres-");
      if (isRoot()) {
        // It refuses to run as root.
        Files.setOwner(
            directory,
            directory
                .getFileSystem()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName(PostgresServer.USER));
      }
      Path data = directory.resolve("data");
      ended(
          process(
              directory,
              List.of(
                  initdb.toString(),
                  "-D" + data,
                  "-U" + PostgresServer.USER,
                  "-Atrust",
                  "-EUTF8",
                  "--locale=C.UTF-8",
                  "--no-sync")));
      int port = freePort();
      List<String> server =
          new ArrayList<>(
              List.of(initdb.resolveSibling("postgres").toString(), "-D" + data, "-p" + port));
      server.addAll(SETTINGS);
      Process process = process(directory, server);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, directory)));
      await(new PostgresServer(port), process, directory);
      return port;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Optional<Path> initdb() {
    List<Path> places = new ArrayList<>();
    Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(Path::of)
        .forEach(places::add);
    if (Files.isDirectory(DEBIAN)) {
      try (Stream<Path> versions = Files.list(DEBIAN)) {
        versions
            .sorted(Comparator.comparing(Path::toString).reversed())
            .map(version -> version.resolve("bin"))
            .forEach(places::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return places.stream()
        .map(place -> place.resolve("initdb"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(PostgresProcess::withItsNeighbours);
  }

  private static Path withItsNeighbours(Path link) {
    try {
      return link.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process process(Path directory, List<String> command) throws IOException {
    List<String> words = new ArrayList<>();
    if (isRoot()) {
      words.addAll(List.of("runuser", "-u", PostgresServer.USER, "--"));
    }
    words.addAll(command);
    return new ProcessBuilder(words)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log(directory).toFile()))
        .start();
  }

  private static void await(PostgresServer server, Process process, Path directory) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!server.answers()) {
      if (!process.isAlive() || System.nanoTime() > until) {
        throw new IllegalStateException("PostgreSQL does not start; see " + log(directory));
      }
      Thread.onSpinWait();
    }
  }

  private static void ended(Process process) throws IOException {
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("initdb failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("initdb was interrupted", e);
    }
  }

  private static void stop(Process process, Path directory) {
    // What runuser has started is told too: the server ends at once on this signal.
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      process.waitFor(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Scratch.delete(directory);
  }

  private static Path log(Path directory) {
    return directory.resolve("server.log");
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
