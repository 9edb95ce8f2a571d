package io.threadkeep.transport.openai;

import io.threadkeep.error.InvalidInputException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What can stand in a header (RFC 9110, 5.5 and 5.6.2). */
final class HeaderRules {
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");

  /** The transport's own, or the protocol's. */
  private static final Set<String> TAKEN =
      Set.of(
          "authorization",
          "api-key",
          "proxy-authorization",
          "host",
          "content-type",
          "content-length",
          "transfer-encoding",
          "connection",
          "accept-encoding");

  private HeaderRules() {}

  /** Whether {@code key} can be sent; the one thing that must hold for every key. */
  static boolean canSendKey(String key) {
    return key.chars().allMatch(c -> c > ' ' && c < 0x7F);
  }

  /**
   * @throws InvalidInputException without {@code value}, which may be a key
   */
  static void check(String name, String value) {
    if (!TOKEN.matcher(name).matches() || TAKEN.contains(name.toLowerCase(Locale.ROOT))) {
      throw new InvalidInputException(
          "header",
          "the name of a header, and none of " + TAKEN.stream().sorted().toList(),
          "'" + name + "'");
    }
    checkValue("header '" + name + "'", value);
  }

  /**
   * @throws InvalidInputException without {@code value}
   */
  static void checkValue(String field, String value) {
    if (value.isBlank() || !value.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
      throw new InvalidInputException(field, "visible ASCII characters", "(not shown)");
    }
  }
}
