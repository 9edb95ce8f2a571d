package io.threadkeep.transport.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.PermissionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An Azure OpenAI resource, as its requests look. */
class AzureTest {
  private static final AzureOptions DEPLOYMENTS =
      new AzureOptions(AzurePaths.DEPLOYMENTS, "2025-04-01-preview", false);
  private static final AzureOptions V1 = new AzureOptions(AzurePaths.V1, null, false);

  @Test
  void aModelIsADeployment() {
    SeenRequest request = sent(new ChatWire(), DEPLOYMENTS);
    assertThat(request.path())
        .isEqualTo(
            "/v1/openai/deployments/gpt-4.1-mini/chat/completions?api-version=2025-04-01-preview");
  }

  /** The client would make a path of them that Azure does not have. */
  @Test
  void deploymentsDoNotSpeakTheResponsesApi() {
    assertThatThrownBy(() -> sent(new ResponsesWire(), DEPLOYMENTS))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("/openai/v1");
    for (String url : new String[] {"https://a.openai.azure.com", "https://a.azure-api.net/x/"}) {
      assertThat(OpenAiEndpoint.at(url).speaks(OpenAiApi.RESPONSES)).as(url).isFalse();
      assertThat(OpenAiEndpoint.at(url).speaks(OpenAiApi.CHAT_COMPLETIONS)).as(url).isTrue();
    }
    assertThat(
            OpenAiEndpoint.at("https://a.openai.azure.com/openai/v1/").speaks(OpenAiApi.RESPONSES))
        .isTrue();
  }

  @BothApis
  void theNewPathsAreThoseOfOpenAi(ApiWire wire) {
    assertThat(sent(wire, V1).path()).isEqualTo(wire.path());
  }

  @BothApis
  void theKeyHasAHeaderOfItsOwn(ApiWire wire) {
    SeenRequest request = sent(wire, V1);
    assertThat(request.header("api-key")).isEqualTo(OpenAiTrial.KEY);
    assertThat(request.headers()).doesNotContainKey("authorization");
  }

  @BothApis
  void aTokenOfEntraIdIsABearer(ApiWire wire) {
    SeenRequest request = sent(wire, new AzureOptions(AzurePaths.V1, null, true));
    assertThat(request.header("authorization")).isEqualTo("Bearer " + OpenAiTrial.KEY);
    assertThat(request.headers()).doesNotContainKey("api-key");
  }

  @BothApis
  void theKeyIsNotToldWhenAzureRepeatsIt(ApiWire wire) {
    try (OpenAiTrial trial = azure(wire, V1)) {
      trial.provider.answers(
          StubAnswer.error(403, "AccessDenied", "Not with " + OpenAiTrial.KEY + "."));
      assertThatThrownBy(() -> ask(trial))
          .isInstanceOf(PermissionException.class)
          .hasMessageNotContaining(OpenAiTrial.KEY);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://acme.openai.azure.com, true",
    "https://ACME.OPENAI.AZURE.COM/openai/v1, true",
    "https://acme.services.ai.azure.com, true",
    "https://acme.openai.azure.com.evil.org, false",
    "https://api.openai.com/v1, false",
    "http://localhost:8000/v1, false"
  })
  void aResourceIsKnownByItsHost(String baseUrl, boolean azure) {
    assertThat(OpenAiEndpoint.at(baseUrl).isAzure()).isEqualTo(azure);
    assertThat(OpenAiEndpoint.at(baseUrl).keyHeader())
        .isEqualTo(azure ? KeyHeader.API_KEY : KeyHeader.BEARER);
  }

  private static SeenRequest sent(ApiWire wire, AzureOptions azure) {
    try (OpenAiTrial trial = azure(wire, azure)) {
      trial.echoes();
      ask(trial);
      return trial.provider.lastRequest();
    }
  }

  private static OpenAiTrial azure(ApiWire wire, AzureOptions azure) {
    return new OpenAiTrial(
        wire, options -> options.withEndpoint(options.endpoint().withAzure(azure)));
  }

  private static void ask(OpenAiTrial trial) {
    trial.transport().call(Prompts.asking("Hi"), ModelCall.unobserved());
  }
}
