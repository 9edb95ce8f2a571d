package io.threadkeep.transport.fake.assertion;

import static io.threadkeep.transport.fake.Asking.ask;
import static io.threadkeep.transport.fake.Asking.say;
import static io.threadkeep.transport.fake.assertion.FakeTransportAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Role;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.fake.FakeTransport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FakeTransportAssertTest {
  private static final ModelRequest SECOND =
      Prompts.withTools(
          Prompts.of(
              "Be brief.",
              NewMessage.user("What's the weather?"),
              NewMessage.of(
                  Role.ASSISTANT,
                  new ContentPart.Text("Let me look."),
                  new ContentPart.ToolCall("c1", "weather", "{\"city\":\"Paris\"}")),
              Prompts.result("c1", "18 °C")),
          new ToolDefinition("weather", "How it is outside."),
          new ToolDefinition("clock", "What time it is."));

  private final FakeTransport fake = FakeTransport.scripted("Hello.", "Sunny.", "Never asked.");

  @BeforeEach
  void ask2() {
    say(fake, "Good day!");
    ask(fake, SECOND);
  }

  @Test
  void whatIsTrueHoldsAndGoesOn() {
    assertThat(fake)
        .hasCalls(2)
        .sawSystem("brief")
        .sawUser("Good day")
        .sawToolResult("weather", "18")
        .neverSaw("secret");
    assertThat(fake).call(1).sawNoSystem().sawUser("Good day!").sawMessages(1, 1).sawTools();
    assertThat(fake)
        .lastCall()
        .sawSystem("Be brief.")
        .sawUser("weather")
        .sawAssistant("Let me look.")
        .sawMessages(1, 3)
        .sawPositions(1, 2, 3)
        .sawToolResult("weather", "18 °C")
        .sawTools("weather", "clock")
        .askedModel("gpt-4.1-mini")
        .didNotSee("Good day");
  }

  static Stream<Consumer<FakeTransport>> mistakes() {
    return Stream.of(
        fake -> assertThat(fake).hasCalls(1),
        fake -> assertThat(fake).hasNoUnusedLines(),
        fake -> assertThat(fake).sawSystem("long"),
        fake -> assertThat(fake).sawUser("Let me look"),
        fake -> assertThat(fake).sawToolResult("clock", "18 °C"),
        fake -> assertThat(fake).sawToolResult("weather", "19 °C"),
        fake -> assertThat(fake).neverSaw("Paris"),
        fake -> assertThat(fake).neverSaw("What time it is"),
        fake -> assertThat(fake).call(3),
        fake -> assertThat(fake).call(0),
        fake -> assertThat(fake).call(2).sawSystem("long"),
        fake -> assertThat(fake).call(2).sawNoSystem(),
        fake -> assertThat(fake).call(2).sawUser("Good day"),
        fake -> assertThat(fake).call(2).sawAssistant("weather?"),
        fake -> assertThat(fake).call(2).sawMessages(1, 4),
        fake -> assertThat(fake).call(2).sawMessages(2, 3),
        fake -> assertThat(fake).call(2).sawToolResult("weather", "19"),
        fake -> assertThat(fake).call(2).sawTools("weather"),
        fake -> assertThat(fake).call(2).askedModel("gpt-5"),
        fake -> assertThat(fake).call(2).didNotSee("18 °C"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void whatIsNotTrueFailsAndShowsWhatWasSeen(Consumer<FakeTransport> mistake) {
    Throwable failure = catchThrowable(() -> mistake.accept(fake));
    assertThat(failure)
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("Expected ")
        .hasMessageContaining(
            """
            Call 2 to gpt-4.1-mini:
              system: "Be brief."
              1 user: "What's the weather?"
              2 assistant: "Let me look.", c1 calls weather({"city":"Paris"})
              3 tool: c1 gave "18 °C"
              tools: clock, weather""");
  }

  @Test
  void aFakeThatWasNeverCalledSaysSo() {
    Throwable failure = catchThrowable(() -> assertThat(FakeTransport.echo()).lastCall());
    assertThat(failure).hasMessageContaining("It was not called.");
  }

  @Test
  void callsKeepTheirNumbersWhenTheOldestAreForgotten() {
    FakeTransport busy = FakeTransport.echo();
    for (int i = 1; i <= 1_200; i++) {
      say(busy, "Question " + i + ".");
    }
    assertThat(busy).call(1_200).sawUser("Question 1200.");
    assertThat(busy).call(201).sawUser("Question 201.");
    assertThat(catchThrowable(() -> assertThat(busy).call(200))).isNotNull();
    assertThat(catchThrowable(() -> assertThat(busy).neverSaw("Question 3.")))
        .hasMessageContaining("what was asked before call 201 is forgotten");
  }

  @Test
  void whatIsShownOfALongMessageIsItsBeginning() {
    FakeTransport asked = FakeTransport.echo();
    say(asked, "x".repeat(1_000_000));
    assertThat(catchThrowable(() -> assertThat(asked).hasCalls(2)).getMessage())
        .contains("xxx…")
        .hasSizeLessThan(1_000);
  }
}
