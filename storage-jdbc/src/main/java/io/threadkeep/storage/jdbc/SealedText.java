package io.threadkeep.storage.jdbc;

import java.util.Base64;
import java.util.Optional;

/**
 * Sealed content as it stands in a column: {@code sealed:1:}, the number of the data key, {@code :}
 * and what came of AES-256-GCM, in Base64. JSON never begins like that; clear text that does begins
 * with {@code sealed:0:} instead, so that no tool can say what is taken for sealed.
 */
final class SealedText {
  private static final String MARK = "sealed:";
  private static final String CLEAR = MARK + "0:";
  private static final String AES_256_GCM = MARK + "1:";

  private final int dataKey;
  private final byte[] box;

  /**
   * @param box nonce, ciphertext and tag
   */
  SealedText(int dataKey, byte[] box) {
    this.dataKey = dataKey;
    this.box = box;
  }

  int dataKey() {
    return dataKey;
  }

  byte[] box() {
    return box;
  }

  /** {@code text} as it is stored in the clear. */
  static String clear(String text) {
    return text.startsWith(MARK) ? CLEAR + text : text;
  }

  /** What {@link #clear} was made of; nothing if it is something sealed. */
  static Optional<String> ifClear(String stored) {
    if (stored.startsWith(CLEAR)) {
      return Optional.of(stored.substring(CLEAR.length()));
    }
    return stored.startsWith(MARK) ? Optional.empty() : Optional.of(stored);
  }

  /** Nothing if it is not in the form. */
  static Optional<SealedText> parse(String stored) {
    int end = stored.indexOf(':', AES_256_GCM.length());
    if (!stored.startsWith(AES_256_GCM) || end < 0) {
      return Optional.empty();
    }
    try {
      SealedText parsed =
          new SealedText(
              Integer.parseInt(stored, AES_256_GCM.length(), end, 10),
              Base64.getDecoder().decode(stored.substring(end + 1)));
      // Base64 has several ways to write the same.
      return Optional.of(parsed).filter(text -> text.toString().equals(stored));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return AES_256_GCM + dataKey + ":" + Base64.getEncoder().encodeToString(box);
  }
}
