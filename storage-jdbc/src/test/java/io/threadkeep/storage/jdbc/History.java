package io.threadkeep.storage.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** What worker JVMs did, line by line in one file that outlives them all. */
record History(Path file) {

  void write(String what, String whom) {
    try {
      Files.writeString(
          file,
          what + " " + whom + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND,
          StandardOpenOption.DSYNC);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whom {@code what} was done for, once for each time. */
  List<String> all(String what) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith(what + " "))
          .map(line -> line.substring(what.length() + 1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
