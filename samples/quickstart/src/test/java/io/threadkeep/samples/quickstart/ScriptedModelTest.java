package io.threadkeep.samples.quickstart;

import static io.threadkeep.transport.fake.FakeAnswer.failure;
import static io.threadkeep.transport.fake.FakeFailure.OVERLOADED;
import static io.threadkeep.transport.fake.RequestCondition.toolResult;
import static io.threadkeep.transport.fake.RequestCondition.userContains;
import static io.threadkeep.transport.fake.RequestCondition.userMatches;
import static io.threadkeep.transport.fake.assertion.FakeTransportAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.Conversation;
import io.threadkeep.Foundations;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.storage.memory.InMemoryThreadStore;
import io.threadkeep.tool.Tool;
import io.threadkeep.tool.ToolBox;
import io.threadkeep.tool.derive.Tools;
import io.threadkeep.transport.fake.FakeTransport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A whole application on a model that does as its script says. */
class ScriptedModelTest {

  /** What the model has to say of a place. */
  record Place(String city) {}

  @Test
  void aConversationWithAToolAndARateLimitGoesAsItIsWritten() {
    FakeTransport fake =
        FakeTransport.script()
            .when(userContains("weather in Paris"))
            .thenCall("weather", Map.of("city", "Paris"))
            .when(toolResult("weather"))
            .thenRateLimit(Duration.ofMillis(1))
            .thenReply("It is sunny.")
            .when(userMatches("my name is (\\w+)"))
            .thenReply("Nice to meet you, $1.")
            .always()
            .otherwiseFail();
    fake.failures().once(failure(OVERLOADED));
    Tool weather =
        Tools.typed("weather", "How it is outside.", Place.class, (place, request) -> "18 °C");
    ToolBox box = ToolBox.of(weather);
    Foundations offline = Foundations.of(new InMemoryThreadStore(InstantSource.system()), fake);
    try (Threadkeep keep = Threadkeep.on(offline.withTools(box), EngineOptions.defaults())) {
      Assistant guide =
          keep.assistants()
              .create(
                  NewAssistant.named("Guide").instructions("Be brief.").tools(box.definitions()));
      Conversation chat = keep.conversations().start();

      assertThat(chat.ask(guide, "Hello, my name is Ann.").text())
          .isEqualTo("Nice to meet you, Ann.");
      assertThat(chat.ask(guide, "How is the weather in Paris?").text()).isEqualTo("It is sunny.");
    }

    assertThat(fake).hasCalls(5).hasNoUnusedLines().neverSaw("Rome");
    assertThat(fake).call(3).sawSystem("Be brief.").sawMessages(1, 3).sawTools("weather");
    assertThat(fake).call(5).sawMessages(1, 5).sawToolResult("weather", "18 °C");
  }
}
