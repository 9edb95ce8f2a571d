package io.threadkeep.transport.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Role;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.transport.ModelRequest;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestConditionTest {
  private static final ModelRequest REQUEST =
      Prompts.withTools(
          Prompts.of(
              "Be brief.",
              NewMessage.user("Good day."),
              NewMessage.assistant("Good day to you."),
              NewMessage.user("What's the weather?"),
              NewMessage.of(Role.ASSISTANT, new ContentPart.ToolCall("c1", "clock", "{}")),
              Prompts.result("c1", "noon"),
              NewMessage.of(
                  Role.ASSISTANT,
                  new ContentPart.ToolCall("c2", "weather", "{}"),
                  new ContentPart.ToolCall("c3", "wind", "{}")),
              Prompts.result("c2", "18 °C"),
              Prompts.result("c3", "calm")),
          new ToolDefinition("weather", "The weather."));

  record Case(RequestCondition condition, boolean holds, String found) {
    @Override
    public String toString() {
      return condition.toString();
    }
  }

  static Stream<Case> cases() {
    String question = "\"What's the weather?\"";
    String results = "tool results weather \"18 °C\", wind \"calm\"";
    return Stream.of(
        new Case(RequestCondition.userSays("What's the weather?"), true, question),
        new Case(RequestCondition.userSays("What's the weather"), false, question),
        new Case(RequestCondition.userContains("weather"), true, question),
        new Case(RequestCondition.userContains("Weather"), false, question),
        new Case(RequestCondition.userContains("Good day"), false, question),
        new Case(RequestCondition.userMatches("(?i)WEATHER\\?$"), true, question),
        new Case(RequestCondition.userMatches("^weather"), false, question),
        new Case(RequestCondition.systemContains("brief"), true, "\"Be brief.\""),
        new Case(RequestCondition.systemContains("long"), false, "\"Be brief.\""),
        new Case(RequestCondition.toolResult("weather"), true, results),
        new Case(RequestCondition.toolResult("wind"), true, results),
        new Case(RequestCondition.toolResult("clock"), false, results),
        new Case(RequestCondition.toolResult("weather", "18"), true, results),
        new Case(RequestCondition.toolResult("wind", "18"), false, results),
        new Case(RequestCondition.toolOffered("weather"), true, "tools weather"),
        new Case(RequestCondition.toolOffered("clock"), false, "tools weather"),
        new Case(RequestCondition.modelIs("gpt-4.1-mini"), true, "\"gpt-4.1-mini\""),
        new Case(RequestCondition.modelIs("gpt-4.1"), false, "\"gpt-4.1-mini\""),
        new Case(RequestCondition.anyRequest(), true, "user " + question),
        new Case(
            RequestCondition.that("a long window", request -> request.messages().size() > 8),
            false,
            "user " + question));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void itHoldsForWhatItNamesAndTellsWhatItFound(Case expected) {
    Asked asked = new Asked(REQUEST);
    assertThat(expected.condition().holds(asked)).isEqualTo(expected.holds());
    assertThat(expected.condition().distance(asked) == 0).isEqualTo(expected.holds());
    assertThat(expected.condition().distance(asked)).isBetween(0.0, 1.0);
    assertThat(expected.condition().found(asked)).isEqualTo(expected.found());
  }

  @Test
  void whatIsMissingIsFoundToBeNothing() {
    Asked empty = new Asked(Prompts.of(""));
    assertThat(RequestCondition.userSays("").holds(empty)).isTrue();
    assertThat(RequestCondition.userContains("a").found(empty)).isEqualTo("nothing");
    assertThat(RequestCondition.toolResult("a").found(empty)).isEqualTo("no tool results");
    assertThat(RequestCondition.toolOffered("a").found(empty)).isEqualTo("no tools");
  }

  @Test
  void aSlipOfThePenIsNearerThanSomethingElse() {
    Asked asked = new Asked(REQUEST);
    double slip = RequestCondition.userContains("WEATER").distance(asked);
    double other = RequestCondition.userContains("refund").distance(asked);
    assertThat(slip).isPositive().isLessThan(other);
  }

  @Test
  void anExpressionThatIsNoneIsRefusedWhenItIsWritten() {
    assertThatThrownBy(() -> RequestCondition.userMatches("(open"))
        .isInstanceOf(PatternSyntaxException.class)
        .hasMessageContaining("(open");
  }
}
