package io.threadkeep.transport.openai;

/** Finds places where no token of OpenAI's tokenizers goes across. */
final class Cuts {
  /** Pieces are no longer, in characters. */
  static final int LONGEST = 256;

  private Cuts() {}

  /** The end of the piece that begins at {@code from}. */
  static int next(String text, int from) {
    int end = from + LONGEST;
    if (end >= text.length()) {
      return text.length();
    }
    for (int at = end; at > from; at--) {
      if (isBetweenTokens(text, at)) {
        return at;
      }
    }
    return Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end;
  }

  /**
   * After the last letter of a word: what follows, and is neither part of the word nor a
   * contraction such as 's, begins a new token.
   */
  private static boolean isBetweenTokens(String text, int at) {
    char next = text.charAt(at);
    return Character.isLetter(text.charAt(at - 1))
        && !Character.isLetter(next)
        && !Character.isSurrogate(next)
        && !isMark(next)
        && next != '\'';
  }

  /** Accents and vowel signs belong to the letter before them. */
  private static boolean isMark(char c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }
}
