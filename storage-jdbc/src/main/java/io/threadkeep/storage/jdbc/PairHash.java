package io.threadkeep.storage.jdbc;

import io.threadkeep.internal.digest.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A hash of fixed length for two texts of any length, so that it fits into every index. */
final class PairHash {

  private PairHash() {}

  /** The first 64 bits, which is enough where equality is checked as well. */
  static long of(String key, String value) {
    byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
    byte[] valueBytes = value.getBytes(StandardCharsets.UTF_8);
    byte[] digest =
        Sha256.begin()
            .digest(
                ByteBuffer.allocate(Integer.BYTES + keyBytes.length + valueBytes.length)
                    .putInt(keyBytes.length)
                    .put(keyBytes)
                    .put(valueBytes)
                    .array());
    return ByteBuffer.wrap(digest).getLong();
  }
}
