package io.threadkeep.transport.fake;

import io.threadkeep.limit.Text;

/** As much of a text as a message can show. */
final class Excerpt {
  private static final int SHOWN = 80;

  private Excerpt() {}

  /** In quotes and on one line; {@code nothing} for an empty text. */
  static String quoted(String text) {
    return text.isEmpty() ? "nothing" : '"' + beginning(text, SHOWN).replace("\n", "\\n") + '"';
  }

  static String beginning(String text, int max) {
    return text.length() <= max ? text : Text.truncate(text, max) + "…";
  }
}
