package io.threadkeep.context;

/** Estimates how many tokens a text takes in a prompt. Pure, and quick on hostile text. */
@FunctionalInterface
public interface TokenCounter {

  int count(String text);

  /**
   * Good to about a fifth for the tokenizers of current models, without any table: four ASCII
   * characters to a token, and one token for each other code point.
   */
  static TokenCounter estimating() {
    return text -> {
      int ascii = 0;
      int others = 0;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c < 0x80) {
          ascii++;
        } else if (!Character.isLowSurrogate(c)) {
          others++;
        }
      }
      return (ascii + 3) / 4 + others;
    };
  }
}
