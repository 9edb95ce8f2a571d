package io.threadkeep.transport.fake.cassette;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Role;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.transport.ModelRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reviewer sees. */
class ReadableCassetteTest {
  @TempDir Path directory;

  @Test
  void aCassetteReadsLikeAConversation() {
    ModelRequest request =
        Prompts.withTools(
            Prompts.of(
                "You know the weather.\nBe brief.",
                NewMessage.user("Paris or Rome?"),
                NewMessage.of(
                    Role.ASSISTANT,
                    new ContentPart.Text("Let me look."),
                    new ContentPart.ToolCall("toolu_8Hq", "weather", "{\"city\": \"Paris\"}")),
                Prompts.result("toolu_8Hq", "{\n  \"sky\": \"clear\"\n}")),
            new ToolDefinition(
                "weather",
                "The weather in a city.",
                "{\"type\":\"object\",\"required\":[\"city\"],"
                    + "\"properties\":{\"city\":{\"type\":\"string\"}}}",
                true));

    String file = Tapes.record(at("weather.yaml"), LiveModel.replying(text("Paris.")), request);

    assertThat(file)
        .isEqualTo(
            """
            # What a model was asked and what came back. Look for secrets before you commit it.
            threadkeep_cassette: 1
            ---
            request:
              model: gpt-4.1-mini
              tools:
              - name: weather
                description: The weather in a city.
                strict: true
                parameters:
                  properties:
                    city:
                      type: string
                  required:
                  - city
                  type: object
              instructions: |-
                You know the weather.
                Be brief.
              messages:
              - user: Paris or Rome?
              - assistant:
                - text: Let me look.
                - call_id: call_1
                  tool_call: weather
                  arguments: '{"city": "Paris"}'
              - tool:
                - call_id: call_1
                  tool_result: |-
                    {
                      "sky": "clear"
                    }
            answer:
              content: Paris.
              model: live
              usage:
                prompt_tokens: 21
                completion_tokens: 9
                cached_tokens: 4
                reasoning_tokens: 2
              finish: stop
            """);
  }

  private Path at(String name) {
    return directory.resolve(name);
  }

  private static ContentPart text(String text) {
    return new ContentPart.Text(text);
  }
}
