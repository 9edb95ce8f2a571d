package io.threadkeep.transport.fake.config;

import static io.threadkeep.transport.fake.Asking.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.threadkeep.context.TokenCounter;
import io.threadkeep.transport.ModelTransport;
import io.threadkeep.transport.fake.FakeTransport;
import io.threadkeep.wiring.ConfigSources;
import io.threadkeep.wiring.ConfigurationException;
import io.threadkeep.wiring.Settings;
import io.threadkeep.wiring.TransportModule;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class FakeTransportModuleTest {

  @Test
  void itIsFoundByName() {
    assertThat(ServiceLoader.load(TransportModule.class))
        .extracting(TransportModule::backendName)
        .contains("fake");
  }

  @Test
  void itAnswersTheWellKnownQuestionsWithoutAnyCode() {
    FakeTransport fake = transport("");
    assertThat(say(fake, "What is the capital of France?"))
        .isEqualTo("The capital of France is Paris.");
    assertThat(say(fake, "And the capital of France again?"))
        .isEqualTo("The capital of France is Paris.");
    assertThat(say(fake, "Hello, my name is Zoë.")).isEqualTo("Nice to meet you, Zoë.");
    assertThat(say(fake, "Good night")).isEqualTo("You said: Good night");
    assertThat(fake.unusedLines()).isEmpty();
  }

  @Test
  void aScriptOfOnesOwnMayGoOnWithTheBuiltInLines() {
    FakeTransport fake = transport("threadkeep.fake.script = \"classpath:scripts/apples.conf\"");
    assertThat(say(fake, "I have 12 apples")).isEqualTo("12 pears");
    assertThat(say(fake, "capital of Italy")).isEqualTo("The capital of Italy is Rome.");
  }

  @Test
  void withoutAScriptItEchoes() {
    assertThat(say(transport("threadkeep.fake.script = \"\""), "capital of Italy"))
        .isEqualTo("You said: capital of Italy");
  }

  @Test
  void mistakesOfTheScriptAreMistakesOfTheConfiguration() {
    assertThatThrownBy(() -> transport("threadkeep.fake.script = \"classpath:none.conf\""))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("classpath:none.conf: found nothing that can be read");
  }

  @Test
  void aKeyThatNobodyKnowsIsRefused() {
    assertThatThrownBy(() -> ConfigSources.load(Map.of("threadkeep.fake.skript", "x")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("threadkeep.fake.skript")
        .hasMessageContaining("threadkeep.fake.script");
    assertThat(
            ConfigSources.load(Map.of("threadkeep.fake.script", "x"))
                .getString("threadkeep.fake.script"))
        .isEqualTo("x");
  }

  private static FakeTransport transport(String configuration) {
    Config config =
        ConfigFactory.parseString(configuration)
            .withFallback(ConfigFactory.parseResources("reference.conf"))
            .resolve();
    FakeTransportModule module = new FakeTransportModule();
    Settings settings = new Settings(config);
    module.read(settings);
    settings.requireNoProblems();
    return (FakeTransport)
        Guice.createInjector(module, new Counter()).getInstance(ModelTransport.class);
  }

  /** What core binds for every transport. */
  private static final class Counter extends AbstractModule {
    @Override
    protected void configure() {
      bind(TokenCounter.class).toInstance(TokenCounter.estimating());
    }
  }
}
