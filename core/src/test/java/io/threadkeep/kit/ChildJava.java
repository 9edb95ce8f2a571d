package io.threadkeep.kit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

/**
 * Command lines for other JVMs on this one's class path. After a warm-up they start in half the
 * time, since they share an archive of the classes that it has loaded.
 */
public final class ChildJava {
  private static final long SECONDS = 120;

  private final Path directory;
  private final Path archive;
  private final String classPath;

  private ChildJava(Path directory, String classPath) {
    this.directory = directory;
    this.archive = file(directory, "classes.jsa");
    this.classPath = classPath;
  }

  /** Warmed up by a JVM that runs {@code main} to its end, with nothing on standard input. */
  public static ChildJava warmedUpBy(Class<?> main, List<String> arguments) {
    try {
      Path directory = Files.createTempDirectory("child-java");
      directory.toFile().deleteOnExit();
      List<String> jars = new ArrayList<>();
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        Path path = Path.of(entry);
        jars.add(Files.isDirectory(path) ? jar(path, directory, jars.size()) : entry);
      }
      ChildJava java = new ChildJava(directory, String.join(File.pathSeparator, jars));
      java.warmUp(main, arguments);
      return java;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<String> command(Class<?> main, List<String> arguments) {
    return command("-XX:SharedArchiveFile=" + archive, "256m", main, arguments);
  }

  /** With no more than {@code heap}: {@code 48m}. */
  public List<String> command(String heap, Class<?> main, List<String> arguments) {
    return command("-XX:SharedArchiveFile=" + archive, heap, main, arguments);
  }

  private void warmUp(Class<?> main, List<String> arguments) throws IOException {
    Path output = file(directory, "output.txt");
    Process process =
        new ProcessBuilder(command("-XX:ArchiveClassesAtExit=" + archive, "256m", main, arguments))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .directory(directory.toFile())
            .start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError("The warm-up did not end well: " + Files.readString(output));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted.", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private List<String> command(String sharing, String heap, Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Without a usable archive a JVM starts all the same, and says nothing about it.
    command.addAll(List.of(sharing, "-Xshare:auto", "-Xlog:disable", "-Xlog:all=error:stderr"));
    command.addAll(List.of("-Xmx" + heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Dorg.jooq.no-logo=true", "-Dorg.jooq.no-tips=true"));
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(arguments);
    return command;
  }

  /** Only classes in jars are archived. */
  private static String jar(Path classes, Path directory, int number) {
    String jar = file(directory, "classes" + number + ".jar").toString();
    int failed =
        ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(System.out, System.err, "-c", "-0", "-f", jar, "-C", classes.toString(), ".");
    if (failed != 0) {
      throw new AssertionError("jar gave " + failed + " for " + classes);
    }
    return jar;
  }

  private static Path file(Path directory, String name) {
    Path file = directory.resolve(name);
    file.toFile().deleteOnExit();
    return file;
  }
}
