package io.threadkeep.samples.quickstart;

import io.threadkeep.kit.ChildJava;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The quickstart in a JVM of its own, as a person starts it; only such a one can be killed. */
final class QuickstartProcess implements AutoCloseable {
  private static final long SECONDS = 60;

  /** Made for the first start, and for all of this JVM. */
  private static final class Warm {
    static final ChildJava JAVA = ChildJava.warmedUpBy(Quickstart.class, List.of());
  }

  private final Process process;
  private final BufferedReader out;
  private final Writer in;
  private final Path err;

  private QuickstartProcess(Process process, Path err) {
    this.process = process;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    this.err = err;
  }

  /** How one ended. */
  record Result(int exitCode, List<String> out, String err) {}

  /** In {@code directory}, which also holds its database unless told otherwise. */
  static QuickstartProcess start(
      Path directory, Map<String, String> environment, String... arguments) {
    List<String> command = Warm.JAVA.command(Quickstart.class, List.of(arguments));
    try {
      Path err = Files.createTempFile(directory, "stderr", ".txt");
      ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("THREADKEEP_"));
      builder.environment().remove("OPENAI_API_KEY");
      builder.environment().putAll(environment);
      return new QuickstartProcess(builder.redirectError(err.toFile()).start(), err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** To its end, with nothing on standard input. */
  static Result run(Path directory, Map<String, String> environment, String... arguments) {
    try (QuickstartProcess quickstart = start(directory, environment, arguments)) {
      return quickstart.end();
    }
  }

  void say(String line) {
    try {
      in.write(line + "\n");
      in.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next line of standard output; blocks until it comes. */
  String hear() {
    try {
      String line = out.readLine();
      if (line == null) {
        throw new AssertionError("The quickstart ended: " + Files.readString(err));
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** So many characters of standard output; blocks until they come. */
  String hear(int characters) {
    try {
      StringBuilder heard = new StringBuilder();
      while (heard.length() < characters) {
        int next = out.read();
        if (next < 0) {
          throw new AssertionError("The quickstart ended: " + Files.readString(err));
        }
        heard.append((char) next);
      }
      return heard.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As kill -9 does it. */
  void kill() {
    process.destroyForcibly();
    awaitExit();
  }

  /** Closes its standard input and waits. */
  Result end() {
    try {
      in.close();
      List<String> lines = out.lines().toList();
      return new Result(awaitExit(), lines, Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private int awaitExit() {
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("The quickstart did not end within " + SECONDS + " s.");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted.", e);
    }
  }
}
