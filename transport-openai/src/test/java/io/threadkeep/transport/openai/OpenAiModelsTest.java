package io.threadkeep.transport.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.context.ModelLimits;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.transport.ModelTransport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiModelsTest {

  @ParameterizedTest
  @CsvSource({
    "gpt-4.1-mini, 1047576, 32768",
    "gpt-4.1-mini-2025-04-14, 1047576, 32768",
    "ft:gpt-4.1-mini-2025-04-14:acme::x, 1047576, 32768",
    "gpt-4o, 128000, 16384",
    "gpt-4o-2024-05-13, 128000, 4096",
    "gpt-4, 8192, 8192",
    "gpt-4-0613, 8192, 8192",
    "gpt-4-0125-preview, 128000, 4096",
    "gpt-5-mini, 400000, 128000",
    "gpt-5-chat-latest, 128000, 16384",
    "o3-pro, 200000, 100000"
  })
  void aModelIsFoundByTheLongestNameThatItsOwnBeginsWith(String model, int context, int output) {
    assertThat(OpenAiModels.known().of(model)).contains(new ModelLimits.Limit(context, output));
  }

  @ParameterizedTest
  @CsvSource({"gpt-4.10", "gpt-45", "gpt", "o3x", "llama-3", "my-gpt-4o", "ft:"})
  void aNameThatOnlyLooksAlikeIsAnother(String model) {
    assertThat(OpenAiModels.known().of(model)).isEmpty();
  }

  @Test
  void ownModelsWinOverKnownOnesOfTheirName() {
    OpenAiModels models =
        OpenAiModels.known()
            .with(
                List.of(
                    new OpenAiModel("gpt-4o", new ModelLimits.Limit(10, 5), null),
                    new OpenAiModel("llama-3", new ModelLimits.Limit(8_192, 2_048), null)));
    assertThat(models.of("gpt-4o-mini")).contains(new ModelLimits.Limit(10, 5));
    assertThat(models.of("llama-3-70b")).contains(new ModelLimits.Limit(8_192, 2_048));
    assertThat(models.of("gpt-4.1")).isPresent();
  }

  @Test
  void theTransportTellsItsModelsLimits() {
    try (ModelTransport transport =
        new OpenAiTransport(OpenAiOptions.defaults(), () -> "sk-1", new ManualClock())) {
      assertThat(transport.limits().of("gpt-4o")).isPresent();
      assertThat(transport.limits().of("unheard-of")).isEmpty();
    }
  }
}
