package io.threadkeep.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The words of a text, for stores that keep an index of them. */
public final class Words {

  private Words() {}

  /**
   * The different words of {@code text}, folded: {@code Straße} and {@code STRASSE} are one. In the
   * order in which they come up first.
   *
   * @param most after how many to stop
   */
  public static Set<String> of(String text, int most) {
    Set<String> words = new LinkedHashSet<>();
    WordReader reader = new WordReader(text);
    for (Word word = reader.next(); word != null && words.size() < most; word = reader.next()) {
      words.add(word.folded());
    }
    return words;
  }

  /** In the order of the text, each as often as it is there. */
  static List<String> inOrder(String text) {
    List<String> words = new ArrayList<>();
    WordReader reader = new WordReader(text);
    for (Word word = reader.next(); word != null; word = reader.next()) {
      words.add(word.folded());
    }
    return words;
  }
}
