package io.threadkeep;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.transfer.ExportReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A file that is as it was until there is a whole one to take its place. */
final class FileInPlace {
  private static final String FIELD = "file";

  /** What is written. */
  interface Writer {
    ExportReport write(OutputStream to) throws IOException;
  }

  private FileInPlace() {}

  /**
   * @param to compressed if its name ends in {@code .gz}
   * @throws InvalidInputException if there is no place for it; nothing is written
   */
  static ExportReport write(Path to, Writer writer) throws IOException {
    if (isStream(to)) {
      // A pipe or a device has no old content to keep.
      try (OutputStream out = Gzip.packed(to, Files.newOutputStream(to))) {
        return writer.write(out);
      }
    }
    try (PartFile part = PartFile.beside(place(to))) {
      ExportReport report;
      try (OutputStream out = Gzip.packed(to, part.content())) {
        report = writer.write(out);
      }
      if (report.whole()) {
        part.takePlace();
      } else {
        part.keep();
      }
      return report;
    }
  }

  private static boolean isStream(Path to) {
    return Files.exists(to) && !Files.isRegularFile(to) && !Files.isDirectory(to);
  }

  /** Where it is a link, what it leads to is replaced. */
  private static Path place(Path to) throws IOException {
    if (Files.isRegularFile(to)) {
      return to.toRealPath();
    }
    if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
      String found = Files.isDirectory(to) ? "the folder " : "a link to nothing, ";
      throw new InvalidInputException(FIELD, "a regular file, or none yet", found + to);
    }
    Path folder = to.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new InvalidInputException(FIELD, "a folder to write it to", "no folder " + folder);
    }
    return folder.toRealPath().resolve(to.getFileName());
  }
}
