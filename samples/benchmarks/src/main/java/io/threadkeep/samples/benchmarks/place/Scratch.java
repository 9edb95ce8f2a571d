package io.threadkeep.samples.benchmarks.place;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where the databases' files go: {@code -Dthreadkeep.benchmarks.directory}, or memory, if there is
 * a file system in it.
 *
 * <p>A flush costs next to nothing there, and every run the same. That is the strictest ground for
 * a comparison: on a slow disk all sides wait for the disk, and look alike.
 */
public final class Scratch {
  public static final String PROPERTY = "threadkeep.benchmarks.directory";
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");

  private Scratch() {}

  public static Path directory() {
    String otherwise =
        Files.isWritable(SHARED_MEMORY)
            ? SHARED_MEMORY.toString()
            : System.getProperty("java.io.tmpdir", ".");
    return Path.of(System.getProperty(PROPERTY, otherwise));
  }

  static void deleteAtExit(Path directory) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
  }

  static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      // Left to whoever cleans up there.
    }
  }
}
