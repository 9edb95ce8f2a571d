package io.threadkeep.transport.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.threadkeep.assistant.ModelSettings;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.ImageDetail;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Role;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.transport.InvalidRequestException;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelRequest;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What requests hold beside the prompt, and what they must not. */
class PayloadTest {

  @BothApis
  void addressesOfImagesAreKeptFromTheProvider(ApiWire wire) {
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      trial.echoes();
      for (String url :
          List.of("https://example.org/a.png", " HTTP://169.254.169.254/", "file:///etc", "x")) {
        assertThat(catchThrowable(() -> call(trial, image(url))))
            .as(url)
            .isInstanceOf(InvalidRequestException.class)
            .hasMessageContaining("Nothing was sent");
      }
      assertThat(trial.provider.requests()).isEmpty();
    }
  }

  @BothApis
  void allowedAddressesAreOfTheWebOnly(ApiWire wire) {
    UnaryOperator<OpenAiPayload> allowing = payload -> payload.withRemoteImages(true);
    assertThat(sent(wire, allowing, image("https://example.org/a.png")).toString())
        .contains("https://example.org/a.png");
    try (OpenAiTrial trial = with(wire, allowing)) {
      assertThat(catchThrowable(() -> call(trial, image("file:///etc"))))
          .isInstanceOf(InvalidRequestException.class);
    }
  }

  @BothApis
  void anImageThatIsDataGoesWhole(ApiWire wire) {
    String data = "data:image/png;base64," + "iVBORw0KGgo=".repeat(50_000);
    assertThat(sent(wire, payload -> payload, image(data)).toString()).contains(data);
  }

  @BothApis
  void fieldsOfOpenAisOwnAreNotSentToOthersUnlessAskedFor(ApiWire wire) {
    ModelRequest request = keyed(Prompts.asking("Hi"), "key-1");
    JsonNode toOthers = sent(wire, payload -> payload, request);
    assertThat(toOthers.has("prompt_cache_key")).isFalse();
    assertThat(toOthers.has("store")).isEqualTo(wire instanceof ResponsesWire);

    JsonNode asked = sent(wire, p -> p.withVendorFields(VendorFields.SEND), request);
    assertThat(asked.path("prompt_cache_key").asText()).isEqualTo("key-1");
    assertThat(asked.path("store").asBoolean(true)).isFalse();
  }

  @Test
  void openAiItselfGetsItsOwnFieldsUnlessToldOtherwise() {
    OpenAiOptions options = OpenAiOptions.defaults();
    assertThat(options.sendsVendorFields()).isTrue();
    assertThat(
            options
                .withPayload(options.payload().withVendorFields(VendorFields.OMIT))
                .sendsVendorFields())
        .isFalse();
  }

  /** Which is what a provider's cache goes by. */
  @BothApis
  void aGrowingConversationKeepsItsBeginningToTheLastByte(ApiWire wire) {
    ToolDefinition tool =
        new ToolDefinition("look", "Looks.", "{\"type\":\"object\",\"b\":1,\"a\":2}", true);
    NewMessage[] log = {
      NewMessage.user("One"), NewMessage.assistant("Two"), NewMessage.user("Three")
    };
    ObjectNode shorter =
        (ObjectNode) sent(wire, p -> p, Prompts.withTools(Prompts.of("Be brief.", log[0]), tool));
    ObjectNode longer =
        (ObjectNode) sent(wire, p -> p, Prompts.withTools(Prompts.of("Be brief.", log), tool));

    String field = wire instanceof ChatWire ? "messages" : "input";
    ArrayNode before = (ArrayNode) shorter.remove(field);
    ArrayNode after = (ArrayNode) longer.remove(field);
    while (after.size() > before.size()) {
      after.remove(after.size() - 1);
    }
    assertThat(after.toString()).isEqualTo(before.toString());
    // As text: the order of fields counts.
    assertThat(longer.toString()).isEqualTo(shorter.toString());
  }

  @BothApis
  void parallelToolCallsAreTheProvidersToDecideUnlessSaid(ApiWire wire) {
    ModelRequest hi = Prompts.asking("Hi");
    ModelSettings settings = hi.settings();
    ModelRequest request = Prompts.withTools(hi, new ToolDefinition("look", "Looks."));
    assertThat(sent(wire, p -> p, request).has("parallel_tool_calls")).isFalse();
    // Without tools, OpenAI refuses the field.
    ModelRequest toolless = Prompts.withSettings(hi, settings.withParallelToolCalls(false));
    assertThat(sent(wire, p -> p, toolless).has("parallel_tool_calls")).isFalse();
    for (boolean parallel : new boolean[] {true, false}) {
      JsonNode body =
          sent(
              wire,
              p -> p,
              Prompts.withSettings(request, settings.withParallelToolCalls(parallel)));
      assertThat(body.path("parallel_tool_calls").asBoolean(!parallel)).isEqualTo(parallel);
    }
  }

  @BothApis
  void extraFieldsGoAlong(ApiWire wire) {
    JsonNode body =
        sent(
            wire,
            p -> p.withExtraFields("{\"service_tier\":\"flex\",\"top_k\":{\"of\":[1,2]}}"),
            Prompts.asking("Hi"));
    assertThat(body.path("service_tier").asText()).isEqualTo("flex");
    assertThat(body.at("/top_k/of/1").asInt()).isEqualTo(2);
  }

  @Test
  void extraFieldsAreAnObjectWithoutWhatTheTransportSays() {
    for (String fields :
        List.of(
            "[]", "{", "7", "{\"store\":true}", "{\"model\":1}", "{\"previous_response_id\":1}")) {
      assertThatThrownBy(() -> OpenAiPayload.defaults().withExtraFields(fields))
          .as(fields)
          .isInstanceOf(InvalidInputException.class);
    }
  }

  private static ModelRequest image(String url) {
    return Prompts.of(
        "",
        NewMessage.of(
            Role.USER,
            new ContentPart.Text("See:"),
            new ContentPart.ImageUrl(url, ImageDetail.AUTO),
            new ContentPart.Text("Well?")));
  }

  private static ModelRequest keyed(ModelRequest request, String cacheKey) {
    return new ModelRequest(
        request.settings(),
        request.instructions(),
        request.messages(),
        request.tools(),
        request.toolChoice(),
        request.timeout(),
        cacheKey);
  }

  private static JsonNode sent(
      ApiWire wire, UnaryOperator<OpenAiPayload> changes, ModelRequest request) {
    try (OpenAiTrial trial = with(wire, changes)) {
      trial.provider.answers(StubAnswer.events(trial.whole("Fine.")));
      call(trial, request);
      return trial.provider.lastRequest().body();
    }
  }

  private static OpenAiTrial with(ApiWire wire, UnaryOperator<OpenAiPayload> changes) {
    return new OpenAiTrial(wire, options -> options.withPayload(changes.apply(options.payload())));
  }

  private static void call(OpenAiTrial trial, ModelRequest request) {
    trial.transport().call(request, ModelCall.unobserved());
  }
}
