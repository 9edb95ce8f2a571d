package io.threadkeep.transport.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.threadkeep.context.ModelLimits.Limit;
import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelRequest;
import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What goes to OpenAI itself and not to others, and the other way round. */
class WhoseServerTest {
  private static final List<String> OPEN_AIS =
      List.of("http://api.openai.com/v1", "http://eu.api.openai.com/v1");

  private static final List<String> OTHERS =
      List.of(
          "http://acme.openai.azure.com/openai/v1",
          "http://api.openai.com.example.org/v1",
          "http://notapi.openai.com/v1",
          "http://localhost:8000/v1");

  @BothApis
  void fieldsOfOpenAisOwnGoToOpenAiByWhateverUrl(ApiWire wire) {
    for (String url : OPEN_AIS) {
      JsonNode body = sent(wire, url, asking(), options -> options);
      assertThat(body.path("prompt_cache_key").asText()).as(url).isEqualTo("key-1");
      assertThat(body.path("store").asBoolean(true)).as(url).isFalse();
    }
  }

  /** Azure gives many vendors' models, and those refuse what they do not know. */
  @BothApis
  void fieldsOfOpenAisOwnGoToNobodyElse(ApiWire wire) {
    for (String url : OTHERS) {
      JsonNode body = sent(wire, url, asking(), options -> options);
      assertThat(body.has("prompt_cache_key")).as(url).isFalse();
      assertThat(body.has("store")).as(url).isEqualTo(wire instanceof ResponsesWire);
    }
  }

  @BothApis
  void whatIsKnownOfOpenAisModelsBoundsNobodyElses(ApiWire wire) {
    for (String url : OPEN_AIS) {
      assertThat(most(sent(wire, url, asking(), options -> options))).as(url).isEqualTo(32_768);
    }
    UnaryOperator<OpenAiOptions> knowing =
        options ->
            options.withModels(
                options.models().with(List.of(new OpenAiModel("gpt-4.1", new Limit(9, 7), null))));
    for (String url : OTHERS) {
      assertThat(most(sent(wire, url, asking(), options -> options))).as(url).isEqualTo(1_000_000);
      assertThat(most(sent(wire, url, asking(), knowing))).as(url).isEqualTo(7);
    }
  }

  /** Whose paths the vendor's client makes, by the host. */
  @Test
  void aResourceOfAzureMayBeAHostAlone() {
    UnaryOperator<OpenAiOptions> same = options -> options;
    for (String url : List.of("http://acme.openai.azure.com", "http://acme.openai.azure.com/")) {
      assertThat(request(new ChatWire(), url, asking(), same).path())
          .startsWith(
              "http://acme.openai.azure.com/openai/deployments/gpt-4.1/chat/completions?api-version=");
    }
  }

  private static int most(JsonNode body) {
    return body.path(body.has("max_output_tokens") ? "max_output_tokens" : "max_completion_tokens")
        .asInt();
  }

  private static ModelRequest asking() {
    ModelRequest hi = Prompts.asking("Hi");
    return new ModelRequest(
        hi.settings().withModel("gpt-4.1").withMaxCompletionTokens(1_000_000),
        hi.instructions(),
        hi.messages(),
        hi.tools(),
        hi.toolChoice(),
        hi.timeout(),
        "key-1");
  }

  private static JsonNode sent(
      ApiWire wire, String url, ModelRequest request, UnaryOperator<OpenAiOptions> changes) {
    return request(wire, url, request, changes).body();
  }

  /** The stub is the proxy on the way there. */
  private static SeenRequest request(
      ApiWire wire, String url, ModelRequest request, UnaryOperator<OpenAiOptions> changes) {
    try (OpenAiTrial trial =
        new OpenAiTrial(
            wire,
            options -> {
              int port = URI.create(options.endpoint().baseUrl()).getPort();
              return changes.apply(
                  options.withEndpoint(
                      OpenAiEndpoint.at(url).withProxy(ProxyOptions.at("127.0.0.1", port))));
            })) {
      trial.provider.answers(StubAnswer.events(trial.whole("Fine.")));
      trial.transport().call(request, ModelCall.unobserved());
      return trial.provider.lastRequest();
    }
  }
}
