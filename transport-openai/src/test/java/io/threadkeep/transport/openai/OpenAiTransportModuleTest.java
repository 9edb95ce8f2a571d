package io.threadkeep.transport.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.typesafe.config.ConfigFactory;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelTransport;
import io.threadkeep.wiring.ConfigurationException;
import io.threadkeep.wiring.Settings;
import io.threadkeep.wiring.TransportModule;
import java.time.InstantSource;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class OpenAiTransportModuleTest {

  @Test
  void itIsFoundByName() {
    assertThat(ServiceLoader.load(TransportModule.class))
        .extracting(TransportModule::backendName)
        .contains("openai");
  }

  @Test
  void whatIsConfiguredIsSpoken() {
    try (OpenAiTrial stub = new OpenAiTrial(new ChatWire());
        ModelTransport transport =
            Guice.createInjector(
                    read(
                        "api = chat-completions, api-key = sk-configured, base-url = \""
                            + stub.provider.baseUrl()
                            + "\""),
                    new Clock())
                .getInstance(ModelTransport.class)) {
      stub.echoes();
      transport.call(Prompts.asking("Hi"), ModelCall.unobserved());
      assertThat(stub.provider.lastRequest().header("authorization"))
          .isEqualTo("Bearer sk-configured");
    }
  }

  @Test
  void withoutAKeyItSaysHowToGiveOne() {
    assertThatThrownBy(() -> read("api-key = \"\""))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("threadkeep.openai.api-key: found nothing")
        .hasMessageContaining("OPENAI_API_KEY");
  }

  @Test
  void aServerOfOnesOwnMayNeedNoKey() {
    assertThatCode(() -> read("api-key = \"\", base-url = \"http://localhost:8000/v1\""))
        .doesNotThrowAnyException();
  }

  @Test
  void allMistakesAreToldAndNoSecretIs() {
    assertThatThrownBy(
            () ->
                read(
                    "api = telepathy, api-key = \"sk-canary key\", base-url = \"http://me:canary@host/v1\", gap-timeout = never"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("threadkeep.openai.api: found \"telepathy\"")
        .hasMessageContaining("responses, chat-completions")
        .hasMessageContaining("threadkeep.openai.api-key: found (not shown)")
        .hasMessageContaining("threadkeep.openai.base-url: found (not shown)")
        .hasMessageContaining("threadkeep.openai.gap-timeout: found \"never\"")
        .hasMessageNotContaining("canary");
  }

  @Test
  void aBaseUrlHasToBeOne() {
    for (String url : new String[] {"localhost:8000", "ftp://host/v1", "http:///v1", "a b"}) {
      assertThatThrownBy(() -> read("api-key = sk-1, base-url = \"" + url + "\""))
          .as(url)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("threadkeep.openai.base-url: found " + url);
    }
  }

  private static OpenAiTransportModule read(String configuration) {
    Settings settings =
        new Settings(
            ConfigFactory.parseString("threadkeep.openai {" + configuration + "}")
                .withFallback(ConfigFactory.parseResources("reference.conf"))
                .resolve());
    OpenAiTransportModule module = new OpenAiTransportModule();
    module.read(settings);
    settings.requireNoProblems();
    return module;
  }

  /** What core binds for every transport. */
  private static final class Clock extends AbstractModule {
    @Override
    protected void configure() {
      bind(InstantSource.class).toInstance(new ManualClock());
    }
  }
}
