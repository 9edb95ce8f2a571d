package io.threadkeep.storage.jdbc;

import io.threadkeep.kit.ChildJava;
import io.threadkeep.storage.jdbc.server.DatabaseAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Another JVM on this one's class path, for what only a second process can show. */
final class ChildJvm implements AutoCloseable {

  /** Made for the first child, and for all of this JVM. */
  private static final class Warm {
    static final ChildJava JAVA =
        ChildJava.warmedUpBy(WorkerJvm.class, List.of("jdbc:h2:mem:", "sa", "", "history"));
  }

  private final Process process;
  private final BufferedReader lines;

  private ChildJvm(Process process) {
    this.process = process;
    this.lines = process.inputReader(StandardCharsets.UTF_8);
  }

  static ChildJvm start(Class<?> main, DatabaseAddress database, String... more)
      throws IOException {
    return start(Warm.JAVA.command(main, arguments(database, more)));
  }

  /** With no more memory than {@code heap}: {@code 48m}. */
  static ChildJvm startSmall(String heap, Class<?> main, DatabaseAddress database, String... more)
      throws IOException {
    return start(Warm.JAVA.command(heap, main, arguments(database, more)));
  }

  private static List<String> arguments(DatabaseAddress database, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of(database.url(), database.user(), database.password()));
    arguments.addAll(List.of(more));
    return arguments;
  }

  private static ChildJvm start(List<String> command) throws IOException {
    return new ChildJvm(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  static DatabaseAddress address(String... args) {
    return new DatabaseAddress(args[0], args[1], args[2]);
  }

  /** The next {@code count} lines that the child prints; fewer if it ends. */
  List<String> read(int count) throws IOException {
    List<String> read = new ArrayList<>();
    for (String line = ""; read.size() < count; read.add(line)) {
      line = lines.readLine();
      if (line == null) {
        break;
      }
    }
    return read;
  }

  /** kill -9, then how many lines were printed before it that nobody has read. */
  long kill() throws IOException, InterruptedException {
    // Not Process.destroyForcibly: that closes the pipe with what is still in it.
    process.toHandle().destroyForcibly();
    return lines.lines().filter(line -> !line.isBlank()).count();
  }

  /** As a machine that is suspended: nothing in it moves, and its clock goes on. */
  void pause(Duration time) throws IOException, InterruptedException {
    signal("STOP");
    new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  void say(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  int awaitEnd() throws InterruptedException {
    return process.waitFor(1, TimeUnit.MINUTES) ? process.exitValue() : -1;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
