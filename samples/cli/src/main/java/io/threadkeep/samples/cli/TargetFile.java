package io.threadkeep.samples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Where somebody wants a file to be written; asked before there is anything to write. */
final class TargetFile {
  private TargetFile() {}

  /**
   * Follows links: what is behind one is written, and the link stays.
   *
   * @throws UsageException if nothing can be written there
   */
  static Path of(Path path) throws IOException {
    Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
    Path directory = target.getParent();
    if (Files.exists(target) ? !Files.isRegularFile(target) : isThere(target)) {
      throw new UsageException(path + " is no regular file: name another one.");
    }
    if (directory == null || !Files.isDirectory(directory)) {
      throw new UsageException("There is no folder " + directory + " to write " + path + " to.");
    }
    return target;
  }

  /** A link to nothing. */
  private static boolean isThere(Path target) {
    return Files.exists(target, LinkOption.NOFOLLOW_LINKS);
  }
}
