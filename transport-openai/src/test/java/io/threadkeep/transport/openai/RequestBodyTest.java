package io.threadkeep.transport.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.threadkeep.assistant.ModelSettings;
import io.threadkeep.assistant.ResponseFormat;
import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.ImageDetail;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Role;
import io.threadkeep.tool.ToolChoice;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.transport.InvalidRequestException;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests as they go over the wire, field by field. */
class RequestBodyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final ModelSettings SETTINGS =
      new ModelSettings(
          "gpt-4.1-mini",
          0.5,
          0.9,
          "low",
          new ResponseFormat.JsonSchema("answer", "An answer", "{\"type\":\"object\"}", true),
          77);

  private static final ModelRequest EVERYTHING =
      new ModelRequest(
          SETTINGS,
          "Be brief.",
          Prompts.log(
              NewMessage.of(
                  Role.USER,
                  new ContentPart.Text("What is this?"),
                  new ContentPart.ImageUrl("https://example.org/cat.png", ImageDetail.LOW)),
              NewMessage.of(
                  Role.ASSISTANT,
                  new ContentPart.Text("Let me look."),
                  new ContentPart.ToolCall("call_1", "look", "{\"at\":1}")),
              NewMessage.of(Role.TOOL, new ContentPart.ToolResult("call_1", "a cat", true)),
              NewMessage.of(
                  Role.ASSISTANT,
                  new ContentPart.Text("A cat."),
                  new ContentPart.Refusal("I say no more.")),
              NewMessage.user("Thanks")),
          List.of(
              new ToolDefinition(
                  "look", "Looks.", "{\"type\":\"object\",\"required\":[\"at\"]}", true)),
          new ToolChoice.Named("look"),
          Prompts.TIMEOUT);

  @Test
  void theResponsesApiIsAskedToStoreNothingAndGetsEverything() {
    assertThat(sent(new ResponsesWire(), EVERYTHING))
        .isEqualTo(
            json(
                """
                {"store": false, "stream": true, "model": "gpt-4.1-mini", "instructions": "Be brief.",
                 "temperature": 0.5, "top_p": 0.9, "max_output_tokens": 77, "reasoning": {"effort": "low"},
                 "text": {"format": {"type": "json_schema", "name": "answer", "description": "An answer",
                   "schema": {"type": "object"}, "strict": true}},
                 "tools": [{"type": "function", "name": "look", "description": "Looks.",
                   "parameters": {"type": "object", "required": ["at"]}, "strict": true}],
                 "tool_choice": {"type": "function", "name": "look"},
                 "input": [
                   {"type": "message", "role": "user", "content": [
                     {"type": "input_text", "text": "What is this?"},
                     {"type": "input_image", "image_url": "https://example.org/cat.png", "detail": "low"}]},
                   {"type": "message", "role": "assistant", "status": "completed", "content": [
                     {"type": "output_text", "text": "Let me look.", "annotations": []}]},
                   {"type": "function_call", "call_id": "call_1", "name": "look", "arguments": "{\\"at\\":1}"},
                   {"type": "function_call_output", "call_id": "call_1", "output": "a cat"},
                   {"type": "message", "role": "assistant", "status": "completed", "content": [
                     {"type": "output_text", "text": "A cat.", "annotations": []},
                     {"type": "refusal", "refusal": "I say no more."}]},
                   {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "Thanks"}]}]}
                """));
  }

  @Test
  void chatCompletionsGetsEverything() {
    assertThat(sent(new ChatWire(), EVERYTHING))
        .isEqualTo(
            json(
                """
                {"stream": true, "stream_options": {"include_usage": true}, "model": "gpt-4.1-mini",
                 "temperature": 0.5, "top_p": 0.9, "max_completion_tokens": 77, "reasoning_effort": "low",
                 "response_format": {"type": "json_schema", "json_schema": {"name": "answer",
                   "description": "An answer", "schema": {"type": "object"}, "strict": true}},
                 "tools": [{"type": "function", "function": {"name": "look", "description": "Looks.",
                   "parameters": {"type": "object", "required": ["at"]}, "strict": true}}],
                 "tool_choice": {"type": "function", "function": {"name": "look"}},
                 "messages": [
                   {"role": "system", "content": "Be brief."},
                   {"role": "user", "content": [
                     {"type": "text", "text": "What is this?"},
                     {"type": "image_url", "image_url": {"url": "https://example.org/cat.png", "detail": "low"}}]},
                   {"role": "assistant", "content": "Let me look.", "tool_calls": [
                     {"id": "call_1", "type": "function", "function": {"name": "look", "arguments": "{\\"at\\":1}"}}]},
                   {"role": "tool", "tool_call_id": "call_1", "content": "a cat"},
                   {"role": "assistant", "content": [
                     {"type": "text", "text": "A cat."}, {"type": "refusal", "refusal": "I say no more."}]},
                   {"role": "user", "content": "Thanks"}]}
                """));
  }

  @Test
  void whatIsLeftToTheProviderIsNotSent() {
    assertThat(sent(new ResponsesWire(), Prompts.asking("Hi")))
        .isEqualTo(
            json(
                """
                {"store": false, "stream": true, "model": "gpt-4.1-mini",
                 "input": [{"type": "message", "role": "user", "content": [{"type": "input_text", "text": "Hi"}]}]}
                """));
    assertThat(sent(new ChatWire(), Prompts.asking("Hi")))
        .isEqualTo(
            json(
                """
                {"stream": true, "stream_options": {"include_usage": true}, "model": "gpt-4.1-mini",
                 "messages": [{"role": "user", "content": "Hi"}]}
                """));
  }

  @BothApis
  void noFormerAnswerIsEverReferredTo(ApiWire wire) {
    JsonNode body = sent(wire, EVERYTHING);
    assertThat(body.has("previous_response_id")).isFalse();
    assertThat(body.has("conversation")).isFalse();
    assertThat(body.findValues("id")).extracting(JsonNode::asText).doesNotContain("msg_");
  }

  @Test
  void anUploadedImageGoesToTheResponsesApiOnly() {
    ModelRequest request =
        Prompts.of(
            "", NewMessage.of(Role.USER, new ContentPart.ImageFile("file_1", ImageDetail.AUTO)));

    assertThat(sent(new ResponsesWire(), request).at("/input/0/content/0"))
        .isEqualTo(json("{\"type\":\"input_image\",\"file_id\":\"file_1\",\"detail\":\"auto\"}"));
    assertRefusedUnsent(new ChatWire(), request, "ImageFile");
  }

  @BothApis
  void anImageOfTheAssistantsIsRefusedBeforeItIsSent(ApiWire wire) {
    assertRefusedUnsent(
        wire,
        Prompts.of(
            "",
            NewMessage.of(Role.ASSISTANT, new ContentPart.ImageUrl("data:x", ImageDetail.AUTO))),
        "ImageUrl");
  }

  @BothApis
  void aSchemaThatIsNoObjectIsRefusedBeforeItIsSent(ApiWire wire) {
    for (String schema : List.of("nonsense", "[]", "{\"type\":", "[".repeat(5_000))) {
      ToolDefinition tool = new ToolDefinition("look", "Looks.", schema, false);
      assertRefusedUnsent(wire, Prompts.withTools(Prompts.asking("Hi"), tool), "tool 'look'");
    }
  }

  @BothApis
  void toolChoicesAreSaidInTheProvidersWords(ApiWire wire) {
    assertThat(toolChoice(wire, new ToolChoice.Auto()).isMissingNode()).isTrue();
    assertThat(toolChoice(wire, new ToolChoice.None()).asText()).isEqualTo("none");
    assertThat(toolChoice(wire, new ToolChoice.Required()).asText()).isEqualTo("required");
  }

  @BothApis
  void plainFormatsAreSaidInTheProvidersWords(ApiWire wire) {
    String format = wire instanceof ChatWire ? "/response_format/type" : "/text/format/type";
    ModelRequest hi = Prompts.asking("Hi");
    ModelSettings settings = hi.settings();
    assertThat(
            sent(
                    wire,
                    Prompts.withSettings(
                        hi, settings.withResponseFormat(new ResponseFormat.JsonObject())))
                .at(format)
                .asText())
        .isEqualTo("json_object");
    assertThat(
            sent(
                    wire,
                    Prompts.withSettings(
                        hi, settings.withResponseFormat(new ResponseFormat.Text())))
                .at(format)
                .asText())
        .isEqualTo("text");
  }

  private static JsonNode toolChoice(ApiWire wire, ToolChoice choice) {
    ModelRequest request =
        new ModelRequest(
            ModelSettings.of("gpt-4.1-mini"),
            "",
            Prompts.log(NewMessage.user("Hi")),
            List.of(new ToolDefinition("look", "Looks.")),
            choice,
            Prompts.TIMEOUT);
    return sent(wire, request).path("tool_choice");
  }

  private static void assertRefusedUnsent(ApiWire wire, ModelRequest request, String saying) {
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      assertThat(catchThrowable(() -> trial.transport().call(request, ModelCall.unobserved())))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining(saying);
      assertThat(trial.provider.requests()).isEmpty();
    }
  }

  private static JsonNode sent(ApiWire wire, ModelRequest request) {
    try (OpenAiTrial trial = new OpenAiTrial(wire, RequestBodyTest::withRemoteImages)) {
      trial.provider.answers(StubAnswer.events(trial.whole("Fine.")));
      trial.transport().call(request, ModelCall.unobserved());
      assertThat(trial.provider.lastRequest().path()).isEqualTo(wire.path());
      return trial.provider.lastRequest().body();
    }
  }

  private static OpenAiOptions withRemoteImages(OpenAiOptions options) {
    return options.withPayload(options.payload().withRemoteImages(true));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
