package io.threadkeep.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.assistant.ModelSettings;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.id.Scope;
import io.threadkeep.message.Annotation;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Role;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.PageRequest;
import io.threadkeep.search.SearchQuery;
import io.threadkeep.thread.ThreadQuery;
import io.threadkeep.tool.ToolDefinition;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each limit: what is just allowed is taken, one more is refused with field, limit and what was
 * found.
 */
class LimitsTest {

  static List<Arguments> limits() {
    return List.of(
        limit("metadata", 16, n -> new Metadata(pairs(n)), "17 pairs"),
        limit("metadata key", 64, n -> Metadata.of("k".repeat(n), "v"), "65 characters"),
        limit("metadata.k", 512, n -> Metadata.of("k", "v".repeat(n)), "513 characters"),
        limit("name", 256, n -> assistant().name("n".repeat(n)), "257 characters"),
        limit("description", 512, n -> assistant().description("d".repeat(n)), "513 characters"),
        limit(
            "instructions",
            256_000,
            n -> assistant().instructions("i".repeat(n)),
            "256001 characters"),
        limit("tools", 128, n -> assistant().tools(tools(n)), "129 entries"),
        limit("tool.name", 64, n -> new ToolDefinition("t".repeat(n), ""), "65 characters"),
        limit("content", 1 << 20, n -> NewMessage.user("x".repeat(n)), "1048577 bytes"),
        limit(
            "content",
            512,
            n ->
                new NewMessage(
                    Role.USER,
                    Collections.nCopies(n, new ContentPart.Text("x")),
                    List.of(),
                    Metadata.EMPTY),
            "513 entries"),
        limit("search.text", 1_000, n -> SearchQuery.of("q".repeat(n)), "1001 characters"),
        limit("search.text", 32, n -> SearchQuery.of("q ".repeat(n)), "33 words"),
        limit("temperature", 2, n -> settings().withTemperature((double) n), "3.0"),
        limit("top_p", 1, n -> settings().withTopP((double) n), "2.0"),
        limit("limit", 100, n -> PageRequest.newestFirst().limit(n), "101"),
        limit("after", 64, n -> PageRequest.newestFirst().after("x".repeat(n)), "65 characters"),
        limit("user", 128, n -> ThreadQuery.ofUser("u".repeat(n)), "129 characters"),
        limit("scope.tenant", 64, n -> Scope.tenant("t".repeat(n)), "65 characters"),
        limit("scope.user", 128, n -> Scope.user("t", "u".repeat(n)), "129 characters"));
  }

  @Test
  void annotationsCountAsTextOfTheirMessage() {
    Annotation citation = new Annotation.UrlCitation("t".repeat(2_000), "u".repeat(2_000), 0, 0);
    ContentPart.Text part = new ContentPart.Text("x", Collections.nCopies(512, citation));
    assertThatThrownBy(() -> NewMessage.of(Role.USER, part))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("2048001 bytes");
  }

  @Test
  void whatIsLookedForIsJudgedAsWhatIsStored() {
    assertThatThrownBy(() -> PageRequest.newestFirst().after("msg_\0"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("'after'");
    assertThatThrownBy(() -> ThreadQuery.ofUser("\ud800"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("'user'");
  }

  @Test
  @SuppressWarnings("NullAway") // Hosts are not all checked by it.
  void aNullIsNamedByItsField() {
    assertThatThrownBy(() -> NewMessage.user(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("content.text");
    assertThatThrownBy(() -> Metadata.of("user_id", null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("metadata.user_id");
  }

  @ParameterizedTest
  @MethodSource("limits")
  void aLimitHoldsAtItsEdge(String field, int max, IntFunction<Object> make, String found) {
    assertThat(make.apply(max)).isNotNull();
    assertThatThrownBy(() -> make.apply(max + 1))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            e -> {
              assertThat(e.field()).isEqualTo(field);
              assertThat(e.found()).contains(found);
              assertThat(e.getMessage()).contains(e.limit());
            });
  }

  private static Arguments limit(String field, int max, IntFunction<Object> make, String found) {
    return Arguments.of(field, max, make, found);
  }

  private static NewAssistant assistant() {
    return NewAssistant.named("a");
  }

  private static ModelSettings settings() {
    return ModelSettings.of("m");
  }

  private static Map<String, String> pairs(int count) {
    Map<String, String> pairs = new HashMap<>();
    for (int i = 0; i < count; i++) {
      pairs.put("k" + i, "v");
    }
    return pairs;
  }

  private static List<ToolDefinition> tools(int count) {
    return java.util.stream.IntStream.range(0, count)
        .mapToObj(i -> new ToolDefinition("tool" + i, ""))
        .toList();
  }
}
