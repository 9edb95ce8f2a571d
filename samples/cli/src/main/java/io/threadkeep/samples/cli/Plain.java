package io.threadkeep.samples.cli;

import java.util.function.IntFunction;

/** Text that a terminal only shows: what somebody wrote to a thread is not to steer it. */
final class Plain {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
  private static final int ZERO_WIDTH_JOINER = 0x200d;

  private Plain() {}

  /** With what steers, but line feed and tab, as {@code \\uXXXX}. */
  static String text(String text) {
    return with(text, "\\u%04x"::formatted);
  }

  /** On one line. */
  static String line(String text) {
    return text(text).replace("\n", "\\n").replace('\t', ' ');
  }

  /** JSON that means the same: what steers can stand in its strings alone, and is escaped there. */
  static String json(String json) {
    return with(json, Plain::escaped);
  }

  private static String with(String text, IntFunction<String> escape) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (steers(point)) {
                plain.append(escape.apply(point));
              } else {
                plain.appendCodePoint(point);
              }
            });
    return plain.toString();
  }

  private static String escaped(int point) {
    StringBuilder escaped = new StringBuilder();
    for (char unit : Character.toChars(point)) {
      escaped.append("\\u%04x".formatted((int) unit));
    }
    return escaped.toString();
  }

  private static boolean steers(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL -> point != '\n' && point != '\t';
      // Marks that turn the order of what stands around them, and what cannot be seen at all; but
      // scripts and emoji are joined by these two.
      case Character.FORMAT -> point != ZERO_WIDTH_NON_JOINER && point != ZERO_WIDTH_JOINER;
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
      default -> false;
    };
  }
}
