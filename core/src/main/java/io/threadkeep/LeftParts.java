package io.threadkeep;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;

/** Parts that processes which were killed have left: nobody holds their locks any more. */
final class LeftParts {
  private LeftParts() {}

  /**
   * @param target whose parts
   * @param own what the names of this process's parts begin with. To look for their locks would
   *     lose them: closing any channel to a file gives up all locks that its process has on it.
   */
  static void remove(Path target, String own) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    Pattern parts =
        Pattern.compile(Pattern.quote(target.getFileName() + ".") + "[0-9a-f]{16}-\\d+\\.part");
    try (DirectoryStream<Path> found =
        Files.newDirectoryStream(
            folder,
            file -> {
              String name = file.getFileName().toString();
              return parts.matcher(name).matches() && !name.startsWith(own);
            })) {
      for (Path part : found) {
        removeIfLeft(part);
      }
    }
  }

  private static void removeIfLeft(Path part) {
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        boolean unused = Files.deleteIfExists(part);
      }
    } catch (NoSuchFileException e) {
      // It has just taken its place.
    } catch (OverlappingFileLockException e) {
      // It is this process's all the same, by another class loader.
    } catch (IOException e) {
      // Another user's, or on a disk without locks: it is not known whether anybody writes it.
    }
  }
}
