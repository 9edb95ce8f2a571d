package io.threadkeep.storage.jdbc;

import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sealed content as it stands in a column: {@code sealed:1:}, the number of the data key, {@code
 * :}, the key's name, {@code :} and what came of AES-256-GCM, in Base64. JSON never begins like
 * that; clear text that does begins with {@code sealed:0:} instead, so that no tool can say what is
 * taken for sealed.
 */
final class SealedText {
  private static final String MARK = "sealed:";
  private static final String CLEAR = MARK + "0:";

  /** What all sealed content begins with, and nothing else. */
  static final String AES_256_GCM = MARK + "1:";

  /** So much of a column tells which key it is under. */
  static final int HEAD = AES_256_GCM.length() + "2147483647:12345678:".length();

  private final int dataKey;
  private final String keyName;
  private final byte[] box;

  /**
   * @param keyName {@link DataKey#name}
   * @param box salt, ciphertext and tag
   */
  SealedText(int dataKey, String keyName, byte[] box) {
    this.dataKey = dataKey;
    this.keyName = keyName;
    this.box = box;
  }

  int dataKey() {
    return dataKey;
  }

  String keyName() {
    return keyName;
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
    SealedText head = head(stored);
    if (head == null) {
      return Optional.empty();
    }
    try {
      byte[] box = Base64.getDecoder().decode(stored.substring(head.toString().length()));
      // Base64 has several ways to write the same.
      return Optional.of(new SealedText(head.dataKey, head.keyName, box))
          .filter(text -> text.toString().equals(stored));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * The same without its content, of {@link #HEAD} characters at least of what is stored, or of all
   * if it is shorter; null if it does not begin as sealed content does.
   */
  static @Nullable SealedText head(String stored) {
    int number = stored.indexOf(':', AES_256_GCM.length());
    int name = stored.indexOf(':', number + 1);
    if (!stored.startsWith(AES_256_GCM) || number < 0 || name < 0) {
      return null;
    }
    try {
      SealedText head =
          new SealedText(
              Integer.parseInt(stored, AES_256_GCM.length(), number, 10),
              stored.substring(number + 1, name),
              new byte[0]);
      return stored.startsWith(head.toString()) ? head : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  @Override
  public String toString() {
    return AES_256_GCM + dataKey + ":" + keyName + ":" + Base64.getEncoder().encodeToString(box);
  }
}
