package io.threadkeep;

import io.threadkeep.transfer.ExportReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is as it was until there is a whole one to take its place. */
final class FileInPlace {

  /** What is written. */
  interface Writer {
    ExportReport write(OutputStream to) throws IOException;
  }

  private FileInPlace() {}

  static ExportReport write(Path to, Writer writer) throws IOException {
    if (Files.exists(to) && !Files.isRegularFile(to)) {
      // A pipe or a device has no old content to keep.
      try (OutputStream out = Files.newOutputStream(to)) {
        return writer.write(out);
      }
    }
    // Where it is a link, what it leads to is replaced.
    Path file = Files.exists(to) ? to.toRealPath() : to;
    Path part = file.resolveSibling(file.getFileName() + ".part");
    ExportReport report;
    try (OutputStream out = Files.newOutputStream(part)) {
      report = writer.write(out);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(part);
      throw e;
    }
    if (report.whole()) {
      try {
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return report;
  }
}
