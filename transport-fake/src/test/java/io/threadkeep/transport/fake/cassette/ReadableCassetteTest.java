package io.threadkeep.transport.fake.cassette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.assistant.ModelSettings;
import io.threadkeep.assistant.ResponseFormat;
import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Role;
import io.threadkeep.tool.ToolChoice;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.transport.ModelDelta;
import io.threadkeep.transport.ModelException;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.RateLimitedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

  @Test
  void textsOfManyLinesStandLineUnderLineWhateverTheyHold() {
    String code = "func main() {\n\tprint(\"hi\") \n}";
    String file = Tapes.record(at("code.yaml"), LiveModel.replying(text(code)), asking(code));
    assertThat(file)
        .contains(
            """
              messages:
              - user: !lines
                - "func main() {\\n"
                - "\\tprint(\\"hi\\") \\n"
                - "}"
            answer:
              content: !lines
              - "func main() {\\n"
            """);
  }

  @Test
  void spacesAtTheEndOfALineAreSeen() {
    String file =
        Tapes.record(at("spaces.yaml"), LiveModel.replying(text("one  \ntwo")), asking("Hi"));
    assertThat(file).contains("  content: !lines\n  - \"one  \\n\"\n  - \"two\"\n");
  }

  @Test
  void failuresAreReadable() {
    ModelException busy = new RateLimitedException("Slow down.", Duration.ofMillis(2_500), null);
    LiveModel model =
        new LiveModel(
            (request, call) -> {
              call.emit(new ModelDelta.TextDelta("Well, "));
              throw busy;
            });
    Path file = at("busy.yaml");
    assertThatThrownBy(() -> Tapes.record(file, model, asking("Hello"))).isSameAs(busy);
    assertThat(Tapes.text(file))
        .endsWith(
            """
            failure:
              said: 'Well, '
              message: Slow down.
              retry_after: PT2.5S
              type: rate_limited
            """);
  }

  @Test
  void settingsAreReadable() {
    ModelSettings settings =
        ModelSettings.of("gpt-5")
            .withTemperature(0.2)
            .withTopP(1.0)
            .withReasoningEffort("low")
            .withMaxCompletionTokens(100)
            .withResponseFormat(
                new ResponseFormat.JsonSchema("city", null, "{\"type\":\"string\"}", true));
    ModelRequest request =
        new ModelRequest(
            settings,
            "",
            asking("Where?").messages(),
            List.of(),
            new ToolChoice.Named("map"),
            Duration.ofSeconds(5));
    assertThat(Tapes.record(at("city.yaml"), LiveModel.replying(text("Rome")), request))
        .contains(
            """
            request:
              model: gpt-5
              temperature: 0.2
              top_p: 1.0
              reasoning_effort: low
              max_completion_tokens: 100
              response_format:
                json_schema: city
                strict: true
                schema:
                  type: string
              tool_choice:
                tool: map
              messages:
              - user: Where?
            answer:
              content: Rome
            """);
  }

  @Test
  void whatIsRecordedAgainTheSameIsTheSameFile() {
    Path file = at("same.yaml");
    ContentPart one = new ContentPart.ToolCall("toolu_1a2b", "look", "{}");
    ContentPart other = new ContentPart.ToolCall("toolu_9z8y", "look", "{}");
    String first = Tapes.record(file, LiveModel.replying(one), asking("Hi"));
    String second = Tapes.record(file, LiveModel.replying(other), asking("Hi"));
    assertThat(second).isEqualTo(first);
  }

  private static ModelRequest asking(String question) {
    return Prompts.asking(question);
  }

  private Path at(String name) {
    return directory.resolve(name);
  }

  private static ContentPart text(String text) {
    return new ContentPart.Text(text);
  }
}
