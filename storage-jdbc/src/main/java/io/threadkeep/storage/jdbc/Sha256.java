package io.threadkeep.storage.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes of fixed length for text of any length, so that it fits into every database's index. */
final class Sha256 {

  private Sha256() {}

  static String hex(String text) {
    return HexFormat.of().formatHex(digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Of both together; the first 64 bits, which is enough where equality is checked as well. */
  static long ofPair(String key, String value) {
    byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
    byte[] valueBytes = value.getBytes(StandardCharsets.UTF_8);
    byte[] digest =
        digest(
            ByteBuffer.allocate(Integer.BYTES + keyBytes.length + valueBytes.length)
                .putInt(keyBytes.length)
                .put(keyBytes)
                .put(valueBytes)
                .array());
    return ByteBuffer.wrap(digest).getLong();
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
