package io.threadkeep.limit;

import io.threadkeep.error.InvalidInputException;
import java.util.Objects;

/**
 * Which strings every store returns exactly as they were given.
 *
 * <p>U+0000 fails in PostgreSQL; a lone surrogate is silently changed by PostgreSQL and by H2's
 * CLOB, and kept by H2's VARCHAR. Both are therefore refused from callers and replaced in what a
 * model or a tool sends, once, above the storage SPI. Emoji and noncharacters such as U+FFFF are
 * kept.
 */
public final class Text {
  private static final char REPLACEMENT = '\uFFFD';

  private Text() {}

  /** Returns {@code value}, or says at which index it cannot be stored. */
  public static String check(String field, String value) {
    Objects.requireNonNull(value, field);
    int bad = firstBad(value, 0);
    if (bad >= 0) {
      throw new InvalidInputException(
          field,
          "well-formed Unicode without U+0000",
          String.format("U+%04X at index %d", (int) value.charAt(bad), bad));
    }
    return value;
  }

  /** Replaces what {@link #check} would refuse with U+FFFD; for text that no caller can correct. */
  public static String sanitise(String value) {
    int bad = firstBad(value, 0);
    if (bad < 0) {
      return value;
    }
    StringBuilder clean = new StringBuilder(value);
    for (; bad >= 0; bad = firstBad(value, bad + 1)) {
      clean.setCharAt(bad, REPLACEMENT);
    }
    return clean.toString();
  }

  /** At most {@code max} characters from the start, never half a surrogate pair. */
  public static String truncate(String value, int max) {
    if (value.length() <= max) {
      return value;
    }
    boolean splitsPair = max > 0 && Character.isHighSurrogate(value.charAt(max - 1));
    return value.substring(0, splitsPair ? max - 1 : max);
  }

  /** At most {@code max} bytes of UTF-8 from the start, in whole code points. */
  public static String truncateUtf8(String value, int max) {
    int bytes = 0;
    for (int i = 0; i < value.length(); i++) {
      bytes += utf8Length(value.charAt(i));
      if (bytes > max) {
        return truncate(value, i);
      }
    }
    return value;
  }

  /** Length in UTF-8 without encoding; {@code value} is well-formed. */
  public static long utf8Length(String value) {
    long bytes = 0;
    for (int i = 0; i < value.length(); i++) {
      bytes += utf8Length(value.charAt(i));
    }
    return bytes;
  }

  /** Each half of a surrogate pair counts two of the pair's four bytes. */
  private static int utf8Length(char c) {
    return c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
  }

  private static int firstBad(String value, int from) {
    for (int i = from; i < value.length(); i++) {
      char c = value.charAt(i);
      // Nearly every character of nearly every text ends here.
      if (c != 0 && c < Character.MIN_SURROGATE) {
        continue;
      }
      if (c == 0 || Character.isLowSurrogate(c)) {
        return i;
      }
      if (Character.isHighSurrogate(c)) {
        if (i + 1 == value.length() || !Character.isLowSurrogate(value.charAt(i + 1))) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }
}
