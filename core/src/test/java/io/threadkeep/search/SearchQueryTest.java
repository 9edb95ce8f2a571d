package io.threadkeep.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.id.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchQueryTest {

  @Test
  void whatIsWrittenTogetherOrQuotedIsAPhrase() {
    assertThat(SearchQuery.of("red  Car").phrases())
        .containsExactly(List.of("red"), List.of("car"));
    assertThat(SearchQuery.of("\"red car\" jo@example.org").phrases())
        .containsExactly(List.of("red", "car"), List.of("jo", "example", "org"));
    assertThat(SearchQuery.of("\u6771\u4EAC\u3000\u5317").phrases())
        .containsExactly(List.of("\u6771", "\u4EAC"), List.of("\u5317"));
    assertThat(SearchQuery.of("red\"blue car\"green").phrases())
        .containsExactly(List.of("red"), List.of("blue", "car"), List.of("green"));
    assertThat(SearchQuery.of("\u201Cred car\u201D").phrases())
        .containsExactly(List.of("red", "car"));
    assertThat(SearchQuery.of("\"never closed").phrases())
        .containsExactly(List.of("never", "closed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "%", "\"\"", "+-&|!", "\u0301", "\u200D"})
  void aQueryWithoutWordsIsRefused(String text) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> SearchQuery.of(text))
        .withMessageContaining("search.text");
  }

  @Test
  void aQueryOfTooManyWordsIsRefused() {
    assertThat(SearchQuery.of("a ".repeat(32)).phrases()).hasSize(32);
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> SearchQuery.of("a ".repeat(33)))
        .withMessageContaining("1 to 32 words")
        .withMessageContaining("33 words");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> SearchQuery.of("a".repeat(1_001)))
        .withMessageContaining("1000 characters");
  }

  @Test
  void aUserNarrowsATenantAndNeverWidensAUser() {
    SearchQuery query = SearchQuery.of("a");
    Scope acme = Scope.tenant("acme");
    Scope ann = Scope.user("acme", "ann");
    assertThat(query.within(acme)).contains(acme);
    assertThat(query.within(ann)).contains(ann);
    assertThat(query.ofUser("ann").within(acme)).contains(ann);
    assertThat(query.ofUser("ann").within(ann)).contains(ann);
    assertThat(query.ofUser("bob").within(ann)).isEmpty();
  }
}
