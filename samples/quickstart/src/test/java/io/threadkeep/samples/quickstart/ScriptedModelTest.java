package io.threadkeep.samples.quickstart;

import static io.threadkeep.transport.fake.FakeAnswer.failure;
import static io.threadkeep.transport.fake.FakeFailure.OVERLOADED;
import static io.threadkeep.transport.fake.RequestCondition.toolResult;
import static io.threadkeep.transport.fake.RequestCondition.userContains;
import static io.threadkeep.transport.fake.RequestCondition.userMatches;
import static io.threadkeep.transport.fake.assertion.FakeTransportAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.Conversation;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.tool.Tool;
import io.threadkeep.tool.derive.Tools;
import io.threadkeep.transport.fake.FakeTransport;
import io.threadkeep.transport.fake.junit.ThreadkeepExtension;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A whole application on a model that does as its script says. */
class ScriptedModelTest {

  /** What the model has to say of a place. */
  record Place(String city) {}

  private static final Tool WEATHER =
      Tools.typed("weather", "How it is outside.", Place.class, (place, request) -> "18 °C");

  @RegisterExtension
  static final ThreadkeepExtension EXTENSION =
      new ThreadkeepExtension()
          .tools(WEATHER)
          .script(
              fake ->
                  fake.when(userContains("weather in Paris"))
                      .thenCall("weather", Map.of("city", "Paris"))
                      .when(toolResult("weather"))
                      .thenRateLimit(Duration.ofMinutes(1))
                      .thenReply("It is sunny.")
                      .when(userMatches("my name is (\\w+)"))
                      .thenReply("Nice to meet you, $1.")
                      .always()
                      .otherwiseFail());

  @Test
  void aConversationWithAToolAndARateLimitGoesAsItIsWritten(Threadkeep keep, FakeTransport fake) {
    fake.failures().once(failure(OVERLOADED));
    Assistant guide =
        keep.assistants()
            .create(
                NewAssistant.named("Guide")
                    .instructions("Be brief.")
                    .tools(keep.tools().definitions()));
    Conversation chat = keep.conversations().start();

    assertThat(chat.ask(guide, "Hello, my name is Ann.").text())
        .isEqualTo("Nice to meet you, Ann.");
    assertThat(chat.ask(guide, "How is the weather in Paris?").text()).isEqualTo("It is sunny.");

    assertThat(fake).hasCalls(5).neverSaw("Rome");
    assertThat(fake).call(3).sawSystem("Be brief.").sawMessages(1, 3).sawTools("weather");
    assertThat(fake).call(5).sawMessages(1, 5).sawToolResult("weather", "18 °C");
  }
}
