package io.threadkeep.storage.jdbc.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server process of ours, ended with the JVM, with its files. */
final class ServerProcess {
  private static final int TRIES = 600;

  private final Process process;
  private final Path log;

  private ServerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * @param stop ends the server before its process is ended the hard way
   */
  static ServerProcess start(TemporaryDirectory directory, Runnable stop, List<String> command) {
    try {
      Path log = directory.path().resolve("server.log");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .directory(directory.path().toFile())
              .start();
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    stop.run();
                    end(process);
                    directory.close();
                  }));
      return new ServerProcess(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What asks a server whether it is there. */
  @FunctionalInterface
  interface Question {
    void ask() throws SQLException;
  }

  /** Asks until it answers; gives up when the process has ended. */
  void awaitAnswer(Question question) {
    for (int i = 0; i < TRIES; i++) {
      try {
        question.ask();
        return;
      } catch (SQLException notYet) {
        if (waited(process, 50)) {
          break;
        }
      }
    }
    throw new NotAvailableException("the server does not start: " + said(log));
  }

  /** Runs {@code command} to its end. */
  static void run(TemporaryDirectory directory, List<String> command) {
    try {
      Path log = directory.path().resolve("setup.log");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .directory(directory.path().toFile())
              .start();
      if (!waited(process, TimeUnit.MINUTES.toMillis(2)) || process.exitValue() != 0) {
        end(process);
        throw new NotAvailableException(command + " failed: " + said(log));
      }
    } catch (IOException e) {
      throw new NotAvailableException(command + " cannot be run: " + e.getMessage());
    }
  }

  /** The first of {@code names} on the PATH or in {@code directories}. */
  static Optional<Path> program(List<Path> directories, String... names) {
    List<Path> onPath =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":")).map(Path::of).toList();
    return Arrays.stream(names)
        .flatMap(
            name ->
                Stream.concat(directories.stream(), onPath.stream())
                    .map(directory -> directory.resolve(name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    if (!waited(process, 10_000)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      waited(process, 10_000);
    }
  }

  private static boolean waited(Process process, long millis) {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static String said(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      List<String> errors = lines.stream().filter(line -> line.contains("ERROR")).toList();
      List<String> telling = errors.isEmpty() ? lines : errors;
      return String.join(" | ", telling.subList(Math.max(0, telling.size() - 5), telling.size()));
    } catch (IOException e) {
      return "it has written nothing";
    }
  }
}
