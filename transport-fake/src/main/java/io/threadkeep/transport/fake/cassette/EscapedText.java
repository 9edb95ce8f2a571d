package io.threadkeep.transport.fake.cassette;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds a text that may be escaped: as in JSON, as in JSON within JSON and so on, or as in a URL.
 */
final class EscapedText {
  /** A run of them; possessive, so that it is not tried in parts. */
  private static final String BACKSLASHES = "\\\\++";

  /** A search begins at the begin of a run: not once more with each backslash of a long one. */
  private static final String NOT_WITHIN_A_RUN = "(?<!\\\\)";

  private static final Pattern RUN_OF_BACKSLASHES = Pattern.compile("\\\\+");

  private EscapedText() {}

  static Pattern pattern(String text) {
    // Each is doubled at each depth, so that their number tells nothing.
    int[] characters = RUN_OF_BACKSLASHES.matcher(text).replaceAll("\\\\").codePoints().toArray();
    StringBuilder pattern = new StringBuilder(anyForm(characters[0], NOT_WITHIN_A_RUN));
    for (int i = 1; i < characters.length; i++) {
      pattern.append(anyForm(characters[i], ""));
    }
    return Pattern.compile(pattern.toString());
  }

  private static String anyForm(int c, String start) {
    String slashes = start + BACKSLASHES;
    if (c == '\\') {
      return start + "(?:" + BACKSLASHES + "(?:u(?i:005c))?|(?i:%5c))++";
    }
    String raw = Character.toString(c);
    return "(?:"
        + switch (c) {
          case '"', '/' -> raw + "|" + slashes + raw;
          case '\n' -> raw + "|" + slashes + "n";
          case '\r' -> raw + "|" + slashes + "r";
          case '\t' -> raw + "|" + slashes + "t";
          case '\b' -> "\\x08|" + slashes + "b";
          case '\f' -> "\\x0C|" + slashes + "f";
          default -> Pattern.quote(raw);
        }
        + "|"
        + unicode(raw, slashes)
        + "|"
        + percent(raw)
        + ")";
  }

  private static String unicode(String raw, String slashes) {
    return raw.chars()
        .mapToObj(unit -> slashes + String.format("u(?i:%04x)", unit))
        .collect(Collectors.joining());
  }

  private static String percent(String raw) {
    byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
    return "(?i:" + HexFormat.of().withPrefix("%").formatHex(bytes) + ")";
  }
}
