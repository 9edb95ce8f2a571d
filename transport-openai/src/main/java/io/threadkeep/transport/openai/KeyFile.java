package io.threadkeep.transport.openai;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** A key in a file, such as a mounted secret: read for each call, so that it can be replaced. */
record KeyFile(Path path) implements Supplier<String> {
  /** Longer than any key, tokens included; what is larger is some other file. */
  private static final int LONGEST = 64 << 10;

  @Override
  public String get() {
    try {
      if (Files.size(path) > LONGEST) {
        throw new IOException("Too long for a key.");
      }
      String key = Files.readString(path).trim();
      if (key.isEmpty()) {
        // It may be about to be replaced.
        throw new IOException("No key.");
      }
      return key;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean holdsKey() {
    try {
      return HeaderRules.canSendKey(get());
    } catch (UncheckedIOException e) {
      return false;
    }
  }
}
