package io.threadkeep.transport.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.threadkeep.assistant.ResponseFormat;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.kit.transport.RecordedCall;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.ImageDetail;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Role;
import io.threadkeep.run.Usage;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.transport.AuthenticationException;
import io.threadkeep.transport.ContextLengthExceededException;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelException;
import io.threadkeep.transport.ModelNotFoundException;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import io.threadkeep.transport.OverloadedException;
import io.threadkeep.transport.QuotaExceededException;
import io.threadkeep.transport.RateLimitedException;
import io.threadkeep.transport.TruncatedAnswerException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The transport and a mock that knows nothing of it: {@code mvn verify -Pmocks}. */
@EnabledIfSystemProperty(named = "threadkeep.mocks", matches = "true")
class AimockTest {
  private static final ContentPart PARIS =
      new ContentPart.Text("Paris, on the river Seine. \uD83D\uDDFC");
  private static final ContentPart[] CALLS = {
    new ContentPart.ToolCall("call_1", "weather", "{\"city\":\"Paris\"}"),
    new ContentPart.ToolCall("call_2", "weather", "{\"city\":\"Rome\"}")
  };

  @SuppressWarnings("NullAway.Init") // By JUnit.
  private static Aimock mock;

  @BeforeAll
  static void start() {
    mock = Aimock.start(OpenAiTrial.KEY);
  }

  @AfterAll
  static void stop() {
    if (mock != null) {
      mock.close();
    }
  }

  @BothApis
  void anAnswerStreamsInPieces(ApiWire wire) {
    RecordedCall call = new RecordedCall();
    try (ModelTransport transport = transport(wire)) {
      ModelReply reply = transport.call(Prompts.asking("What is the capital of France?"), call);

      assertThat(reply.content()).containsExactly(PARIS);
      assertThat(reply.finish()).isEqualTo(FinishReason.STOP);
      assertThat(reply.usage()).isEqualTo(Usage.of(21, 9));
      assertThat(call.deltas()).hasSizeGreaterThan(3);
      assertThat(call.assembled()).containsExactly(PARIS);
    }
  }

  @BothApis
  void toolCallsGoThereAndBack(ApiWire wire) {
    ToolDefinition weather =
        new ToolDefinition(
            "weather",
            "The weather in a city.",
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"],\"additionalProperties\":false}",
            true);
    try (ModelTransport transport = transport(wire)) {
      ModelRequest first = Prompts.withTools(Prompts.asking("The weather, please"), weather);
      RecordedCall call = new RecordedCall();
      ModelReply asked = transport.call(first, call);
      assertThat(asked.finish()).isEqualTo(FinishReason.TOOL_CALLS);
      assertThat(asked.content()).containsExactly(CALLS);
      assertThat(call.assembled()).containsExactly(CALLS);

      ModelRequest second =
          Prompts.withTools(
              Prompts.of(
                  "Be brief.",
                  NewMessage.user("The weather, please"),
                  NewMessage.of(Role.ASSISTANT, CALLS),
                  Prompts.result("call_1", "sun"),
                  Prompts.result("call_2", "rain")),
              weather);
      assertThat(transport.call(second, ModelCall.unobserved()).content())
          .containsExactly(new ContentPart.Text("Sun in Paris, rain in Rome."));
    }
  }

  @BothApis
  void imagesAndFormatsAreTaken(ApiWire wire) {
    ModelRequest request =
        Prompts.of(
            "Answer in JSON.",
            NewMessage.of(
                Role.USER,
                new ContentPart.Text("Describe this picture"),
                new ContentPart.ImageUrl("data:image/png;base64,iVBORw0KGgo=", ImageDetail.LOW)));
    ResponseFormat format =
        new ResponseFormat.JsonSchema("picture", null, "{\"type\":\"object\"}", false);
    try (ModelTransport transport = transport(wire)) {
      ModelReply reply =
          transport.call(
              Prompts.withSettings(request, request.settings().withResponseFormat(format)),
              ModelCall.unobserved());
      assertThat(reply.content()).containsExactly(new ContentPart.Text("{\"shows\":\"a cat\"}"));
    }
  }

  @BothApis
  void anAnswerThatIsCutOffSaysSo(ApiWire wire) {
    try (ModelTransport transport = transport(wire)) {
      ModelReply reply = transport.call(Prompts.asking("A long tale"), ModelCall.unobserved());
      assertThat(reply.finish()).isEqualTo(FinishReason.LENGTH);
      assertThat(reply.content()).containsExactly(new ContentPart.Text("Once upon a"));
    }
  }

  @BothApis
  void eachFailureHasItsType(ApiWire wire) {
    Map<String, Class<? extends ModelException>> types = new LinkedHashMap<>();
    types.put("Fail with a rate limit", RateLimitedException.class);
    types.put("Fail for want of money", QuotaExceededException.class);
    types.put("Fail for length", ContextLengthExceededException.class);
    types.put("Fail for want of a model", ModelNotFoundException.class);
    types.put("Fail inside", OverloadedException.class);
    types.put("Break off", TruncatedAnswerException.class);
    types.put("Hang up in the middle", TruncatedAnswerException.class);
    types.put("Hang up at once", OverloadedException.class);
    try (ModelTransport transport = transport(wire)) {
      types.forEach(
          (question, type) -> {
            Throwable thrown =
                catchThrowable(
                    () -> transport.call(Prompts.asking(question), ModelCall.unobserved()));
            assertThat(thrown).as(question).isExactlyInstanceOf(type);
          });
      assertThat(
              catchThrowable(
                  () ->
                      transport.call(
                          Prompts.asking("Fail with a rate limit"), ModelCall.unobserved())))
          .extracting(e -> ((RateLimitedException) e).retryAfter())
          .isEqualTo(Duration.ofSeconds(7));
    }
  }

  @BothApis
  void anotherKeyIsNotAccepted(ApiWire wire) {
    try (ModelTransport transport =
        new OpenAiTransport(options(wire), () -> "sk-wrong", new ManualClock())) {
      assertThat(
              catchThrowable(
                  () -> transport.call(Prompts.asking("capital"), ModelCall.unobserved())))
          .isInstanceOf(AuthenticationException.class);
    }
  }

  @Test
  void anAzureDeploymentAnswers() {
    OpenAiOptions azure =
        OpenAiOptions.defaults()
            .withApi(OpenAiApi.CHAT_COMPLETIONS)
            .withEndpoint(
                OpenAiEndpoint.at(mock.address())
                    .withAzure(new AzureOptions(AzurePaths.DEPLOYMENTS, "2024-10-21", false)));
    try (ModelTransport transport =
        new OpenAiTransport(azure, () -> OpenAiTrial.KEY, new ManualClock())) {
      assertThat(
              transport
                  .call(Prompts.asking("What is the capital of France?"), ModelCall.unobserved())
                  .content())
          .containsExactly(PARIS);
    }
    assertThat(mock.journal()).contains("/openai/deployments/gpt-4.1-mini/chat/completions");
  }

  private static ModelTransport transport(ApiWire wire) {
    return new OpenAiTransport(options(wire), () -> OpenAiTrial.KEY, new ManualClock());
  }

  private static OpenAiOptions options(ApiWire wire) {
    return OpenAiOptions.defaults()
        .withApi(wire.api())
        .withEndpoint(OpenAiEndpoint.at(mock.baseUrl()));
  }
}
