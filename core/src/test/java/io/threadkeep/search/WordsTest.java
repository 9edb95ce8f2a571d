package io.threadkeep.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WordsTest {

  static List<Arguments> texts() {
    return List.of(
        words("The quick, brown-fox_9!", "the", "quick", "brown", "fox", "9"),
        words("", new String[0]),
        words("...", new String[0]),
        words("Stra\u00DFe STRASSE stra\u1E9Ee", "strasse", "strasse", "strasse"),
        words(
            "\u039F\u0394\u039F\u03A3 \u03BF\u03B4\u03BF\u03C2",
            "\u03BF\u03B4\u03BF\u03C3",
            "\u03BF\u03B4\u03BF\u03C3"),
        words("caf\u00E9 cafe\u0301 CAF\u00C9", "caf\u00E9", "caf\u00E9", "caf\u00E9"),
        words("don't", "don", "t"),
        words("co\u00ADop\u200Der\u200Bate", "cooper", "ate"),
        words("\u6771\u4EACabc\u30FC", "\u6771", "\u4EAC", "abc", "\u30FC"),
        words("\uFF71\uFF8A\uFF9F", "\u30A2", "\u30D1"),
        words("\uFF21\uFF22\uFF11", "ab1"),
        words("\u0E01\u0E47x", "\u0E01\u0E47", "x"),
        words("a\uD83D\uDE00b", "a", "\uD83D\uDE00", "b"),
        words("\uD83D\uDC4D\uD83C\uDFFD\u2764\uFE0F", "\uD83D\uDC4D", "\u2764"),
        words("\uFB01ne \u2460", "fine", "1"),
        words("\u00BD", "1", "2"),
        words("\u1100\u1161\u11A8", "\uAC01"));
  }

  private static Arguments words(String text, String... words) {
    return Arguments.of(text, List.of(words));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void wordsAreReadAlikeWhateverTheirForm(String text, List<String> words) {
    assertThat(Words.inOrder(text)).isEqualTo(words);
  }

  @Test
  void theReadingStopsWhereItIsTold() {
    assertThat(Words.of("a b a c d", 3)).containsExactly("a", "b", "c");
  }

  /** However the text was composed, and however often it was folded. */
  @Test
  void compositionMakesNoDifference() {
    Random random = new Random(7);
    for (int n = 0; n < 2_000; n++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 12; i++) {
        int c = random.nextInt(random.nextBoolean() ? 0x600 : 0x10000);
        if (Character.isDefined(c) && !(c >= 0xD800 && c < 0xE000)) {
          text.appendCodePoint(c);
        }
      }
      String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
      String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
      assertThat(Words.inOrder(decomposed)).as(composed).isEqualTo(Words.inOrder(composed));
      for (String word : Words.inOrder(composed)) {
        assertThat(Letters.fold(word)).isEqualTo(word);
      }
    }
  }

  @Test
  void placesAreThoseOfTheText() {
    Random random = new Random(11);
    for (int n = 0; n < 500; n++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 30; i++) {
        int c = random.nextInt(4) == 0 ? random.nextInt(0x20000) : ' ' + random.nextInt(90);
        if (c < 0xD800 || c >= 0xE000) {
          text.appendCodePoint(c);
        }
      }
      WordReader reader = new WordReader(text.toString());
      for (Word word = reader.next(); word != null; word = reader.next()) {
        String there = text.substring(word.start(), word.end());
        assertThat(Words.inOrder(there)).as(there).contains(word.folded());
      }
    }
  }
}
