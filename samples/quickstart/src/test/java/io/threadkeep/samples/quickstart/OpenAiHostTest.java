package io.threadkeep.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Module;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.context.TokenCounter;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunError;
import io.threadkeep.run.RunStatus;
import io.threadkeep.transport.openai.OpenAiAccess;
import io.threadkeep.wiring.ConfigSources;
import io.threadkeep.wiring.ThreadkeepModule;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a host with an injector of its own can do about OpenAI. Nobody is called. */
class OpenAiHostTest {
  /** Around each message, as counted for windows. */
  private static final int OVERHEAD = 4;

  @Test
  void messagesAreCountedExactlyIfConfigured() {
    try (Threadkeep keep = open(Map.of("threadkeep.openai.tokens.counter", "exact"), b -> {})) {
      assertThat(keep.conversations().start().say("お誕生日おめでとう").tokens()).isEqualTo(8 + OVERHEAD);
    }
  }

  @Test
  void aHostMayCountInItsOwnWay() {
    Module own = binder -> binder.bind(TokenCounter.class).toInstance(text -> 1_000);
    try (Threadkeep keep = open(Map.of("threadkeep.openai.tokens.counter", "exact"), own)) {
      assertThat(keep.conversations().start().say("Hello").tokens()).isEqualTo(1_000 + OVERHEAD);
    }
  }

  @Test
  void keysMayComeFromTheHost() {
    Module own =
        binder ->
            binder
                .bind(OpenAiAccess.class)
                .toInstance(OpenAiAccess.withKey(() -> "schlüssel-that-no-header-takes"));
    try (Threadkeep keep = open(Map.of("threadkeep.openai.api-key-from", "application"), own)) {
      Run run =
          keep.conversations()
              .start()
              .run(keep.assistants().create(NewAssistant.named("Anyone").instructions("Hi.")))
              .await(Duration.ofSeconds(30));
      assertThat(run.status()).isEqualTo(RunStatus.FAILED);
      assertThat(run.error())
          .isNotNull()
          .extracting(RunError::code)
          .isEqualTo(RunError.Code.AUTHENTICATION);
      assertThat(String.valueOf(run.error())).doesNotContain("schlüssel");
    }
  }

  private static Threadkeep open(Map<String, String> settings, Module overrides) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("threadkeep.storage", "memory");
    all.put("threadkeep.transport", "openai");
    all.put("threadkeep.openai.base-url", "http://127.0.0.1:1/v1");
    return Guice.createInjector(new ThreadkeepModule(ConfigSources.load(all)).overriding(overrides))
        .getInstance(Threadkeep.class);
  }
}
