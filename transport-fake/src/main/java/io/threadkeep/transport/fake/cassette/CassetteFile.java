package io.threadkeep.transport.fake.cassette;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of a cassette. A write puts a whole new file in the place of the old one, so that a
 * crash leaves one or the other. It refuses if somebody else has changed the file since: two
 * recordings must not overwrite each other.
 */
final class CassetteFile {
  private static final byte[] NOTHING = {};
  private static final AtomicLong TEMPORARY = new AtomicLong();

  private final Path path;

  /** What the file held when it was last looked at; a missing file is as good as an empty one. */
  private byte[] known;

  CassetteFile(Path path) {
    this.path = path;
    this.known = bytes();
  }

  Path path() {
    return path;
  }

  boolean isMissing() {
    return !Files.exists(path);
  }

  String text() {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(known)).toString();
    } catch (CharacterCodingException e) {
      throw new CassetteException(
          path, "it is not UTF-8. It was damaged, or is no cassette: record it again.", e);
    }
  }

  void write(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (Arrays.equals(known, bytes)) {
      return;
    }
    if (!Arrays.equals(known, bytes())) {
      throw new CassetteException(
          path,
          "somebody else changed it while it was being recorded, so it was left alone. Give each"
              + " recording a file of its own.",
          null);
    }
    try {
      replace(bytes);
    } catch (IOException e) {
      throw new CassetteException(
          path, "it cannot be written (" + e + "). What was recorded since is not in it.", e);
    }
    known = bytes;
  }

  private void replace(byte[] bytes) throws IOException {
    Path directory = path.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    // Its own name for each write, and the rights that any new file gets.
    String suffix = "." + ProcessHandle.current().pid() + "-" + TEMPORARY.incrementAndGet();
    Path temporary = path.resolveSibling(path.getFileName() + suffix + ".tmp");
    try {
      // Not a channel: an interrupt that comes too late to stop the call would close it.
      try (FileOutputStream file = new FileOutputStream(temporary.toFile())) {
        file.write(bytes);
        file.getFD().sync();
      }
      move(temporary);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private void move(Path temporary) throws IOException {
    try {
      Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, path, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private byte[] bytes() {
    try {
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      return NOTHING;
    } catch (IOException e) {
      throw new CassetteException(path, "it cannot be read (" + e + ").", e);
    }
  }
}
