package io.threadkeep.transport.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.threadkeep.context.TokenCounter;
import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.message.ContentPart;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelTransport;
import io.threadkeep.wiring.ConfigurationException;
import io.threadkeep.wiring.Settings;
import io.threadkeep.wiring.TransportModule;
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
    ModelTransport fake = transport("");
    assertThat(answer(fake, "What is the capital of France?"))
        .isEqualTo("The capital of France is Paris.");
    assertThat(answer(fake, "Hello, my name is Zoë.")).isEqualTo("Nice to meet you, Zoë.");
    assertThat(answer(fake, "Good night")).isEqualTo("You said: Good night");
  }

  @Test
  void ownRulesCanStandBeforeTheBuiltInOnes() {
    ModelTransport fake =
        transport(
            "threadkeep.fake.rules = [{ when = \"(\\\\d+) apples\", reply = \"$1 pears\" }]"
                + " ${threadkeep.fake.rules}");
    assertThat(answer(fake, "I have 12 apples")).isEqualTo("12 pears");
    assertThat(answer(fake, "capital of Italy")).isEqualTo("The capital of Italy is Rome.");
  }

  @Test
  void allMistakesAreToldWithTheirPlaceInTheList() {
    assertThatThrownBy(
            () ->
                transport(
                    "threadkeep.fake { latency = soon, rules = ["
                        + "{ when = \"[\", reply = x }, { when = \"a\", reply = \"$1\" }, {}] }"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("threadkeep.fake.latency: found \"soon\"")
        .hasMessageContaining("threadkeep.fake.rules[0].when: found [")
        .hasMessageContaining("threadkeep.fake.rules[1].reply: found $1")
        .hasMessageContaining("threadkeep.fake.rules[2].when: found nothing")
        .hasMessageContaining("threadkeep.fake.rules[2].reply: found nothing");
  }

  @Test
  void rulesThatAreNoListAreAMistake() {
    assertThatThrownBy(() -> transport("threadkeep.fake.rules = yes"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("threadkeep.fake.rules: found");
  }

  private static ModelTransport transport(String configuration) {
    Config config =
        ConfigFactory.parseString(configuration)
            .withFallback(ConfigFactory.parseResources("reference.conf"))
            .resolve();
    FakeTransportModule module = new FakeTransportModule();
    Settings settings = new Settings(config);
    module.read(settings);
    settings.requireNoProblems();
    return Guice.createInjector(module, new Counter()).getInstance(ModelTransport.class);
  }

  private static String answer(ModelTransport transport, String question) {
    return ((ContentPart.Text)
            transport.call(Prompts.asking(question), ModelCall.unobserved()).content().get(0))
        .text();
  }

  /** What core binds for every transport. */
  private static final class Counter extends AbstractModule {
    @Override
    protected void configure() {
      bind(TokenCounter.class).toInstance(TokenCounter.estimating());
    }
  }
}
