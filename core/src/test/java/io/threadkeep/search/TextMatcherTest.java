package io.threadkeep.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.search.Excerpt.Place;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextMatcherTest {

  @Test
  void allPhrasesMustBeThereInAnyOrder() {
    assertThat(find("fox brown", "The brown fox.")).isPresent();
    assertThat(find("fox wolf", "The brown fox.")).isEmpty();
    assertThat(find("\"brown fox\"", "brown, fox")).isPresent();
    assertThat(find("\"brown fox\"", "brown red fox")).isEmpty();
    assertThat(find("\"a a b\"", "a a a b")).isPresent();
    assertThat(find("\"a b\" \"b a\"", "a b")).isEmpty();
    assertThat(find("ox", "fox")).isEmpty();
  }

  @Test
  void theExcerptShowsThePlaces() {
    assertThat(find("fox \"over the\"", "A Fox jumps over the fox."))
        .contains(
            new Excerpt(
                "A Fox jumps over the fox.",
                0,
                List.of(new Place(2, 5), new Place(12, 20), new Place(21, 24))));
  }

  @Test
  void placesThatOverlapAreOne() {
    assertThat(find("\"a b\" b \"b c\"", "a b c").orElseThrow().places())
        .containsExactly(new Place(0, 5));
  }

  @Test
  void theExcerptIsCutAroundTheFirstPlace() {
    String text = "word ".repeat(100) + "needle " + "word ".repeat(100) + "needle";
    Excerpt excerpt = find("needle", text).orElseThrow();
    assertThat(excerpt.text()).hasSize(Excerpt.LENGTH).startsWith("word word");
    assertThat(text.substring(excerpt.start())).startsWith(excerpt.text());
    assertThat(excerpt.places()).hasSize(1);
    assertThat(marked(excerpt)).containsExactly("needle");
  }

  @Test
  void noCharacterIsCutInTwo() {
    for (int pad = 0; pad < 4; pad++) {
      String text =
          "x".repeat(pad) + "\uD83D\uDE00".repeat(200) + " needle " + "\uD83D\uDE00".repeat(400);
      Excerpt excerpt = find("needle", text).orElseThrow();
      assertThat(excerpt.text().length()).isLessThanOrEqualTo(Excerpt.LENGTH);
      assertThat(Character.isLowSurrogate(excerpt.text().charAt(0))).isFalse();
      assertThat(Character.isHighSurrogate(excerpt.text().charAt(excerpt.text().length() - 1)))
          .isFalse();
      assertThat(marked(excerpt)).containsExactly("needle");
    }
  }

  @Test
  void aWordLongerThanTheExcerptIsMarkedUpToItsEnd() {
    Excerpt excerpt = find("w".repeat(900), "a " + "w".repeat(900)).orElseThrow();
    assertThat(excerpt.text()).hasSize(Excerpt.LENGTH);
    assertThat(excerpt.places()).containsExactly(new Place(2, Excerpt.LENGTH));
  }

  /** The second phrase comes long after what is shown of the first. */
  @Test
  void aHitMayReachBeyondItsExcerpt() {
    Excerpt excerpt = find("first last", "first " + "word ".repeat(1_000) + "last").orElseThrow();
    assertThat(marked(excerpt)).containsExactly("first");
  }

  private static List<String> marked(Excerpt excerpt) {
    return excerpt.places().stream()
        .map(place -> excerpt.text().substring(place.start(), place.end()))
        .toList();
  }

  private static Optional<Excerpt> find(String query, String text) {
    return new TextMatcher(SearchQuery.of(query)).find(text);
  }
}
