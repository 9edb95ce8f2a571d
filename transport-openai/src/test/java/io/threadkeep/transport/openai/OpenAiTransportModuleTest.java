package io.threadkeep.transport.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Module;
import com.google.inject.util.Modules;
import com.typesafe.config.ConfigFactory;
import io.threadkeep.context.TokenCounter;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.transport.AuthenticationException;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import io.threadkeep.transport.OverloadedException;
import io.threadkeep.wiring.ConfigurationException;
import io.threadkeep.wiring.Settings;
import io.threadkeep.wiring.TransportModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
            open(
                "api = chat-completions, api-key = sk-configured, base-url = \""
                    + stub.provider.baseUrl()
                    + "\"")) {
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

  @Test
  void everySettingReachesTheWire() {
    try (OpenAiTrial stub = new OpenAiTrial(new ChatWire());
        ModelTransport transport =
            open(
                "api = chat-completions, api-key = sk-1, organization = org-1, project = proj-1,"
                    + " headers = [{ name = X-Title, value = \"A title\" }], vendor-fields = send,"
                    + " extra-fields = \"{\\\"top_k\\\":7}\", allow-remote-images = true,"
                    + " models = [{ name = my-model, context = 100, max-output = 10 }],"
                    + " azure { paths = v1, api-version = 2025-04-01-preview, entra-token = true },"
                    + " base-url = \""
                    + stub.provider.baseUrl()
                    + "\"")) {
      stub.echoes();
      ModelRequest hi = Prompts.asking("Hi");
      transport.call(
          Prompts.withSettings(
              hi, hi.settings().withModel("my-model-7b").withMaxCompletionTokens(50)),
          ModelCall.unobserved());

      SeenRequest seen = stub.provider.lastRequest();
      assertThat(seen.header("authorization")).isEqualTo("Bearer sk-1");
      assertThat(seen.header("openai-organization")).isEqualTo("org-1");
      assertThat(seen.header("openai-project")).isEqualTo("proj-1");
      assertThat(seen.header("x-title")).isEqualTo("A title");
      assertThat(seen.path()).endsWith("?api-version=2025-04-01-preview");
      assertThat(seen.body().path("top_k").asInt()).isEqualTo(7);
      assertThat(seen.body().path("store").asBoolean(true)).isFalse();
      assertThat(seen.body().path("max_completion_tokens").asInt()).isEqualTo(10);
    }
  }

  @Test
  void aProxyIsConfigured() {
    try (OpenAiTrial proxy = new OpenAiTrial(new ChatWire());
        ModelTransport transport =
            open(
                "api = chat-completions, base-url = \"http://provider.invalid/v1\", proxy { host = 127.0.0.1, port = "
                    + proxy.provider.port()
                    + " }")) {
      proxy.echoes();
      transport.call(Prompts.asking("Hi"), ModelCall.unobserved());
      assertThat(proxy.provider.lastRequest().path()).startsWith("http://provider.invalid/");
    }
  }

  @Test
  void aKeyInAFileCanBeReplaced(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("key"), "sk-first\n");
    try (OpenAiTrial stub = new OpenAiTrial(new ChatWire());
        ModelTransport transport =
            open(
                "api = chat-completions, api-key-file = \""
                    + file
                    + "\", base-url = \""
                    + stub.provider.baseUrl()
                    + "\"")) {
      stub.echoes();
      transport.call(Prompts.asking("Hi"), ModelCall.unobserved());
      assertThat(stub.provider.lastRequest().header("authorization")).isEqualTo("Bearer sk-first");

      Files.writeString(file, "sk-second");
      transport.call(Prompts.asking("Hi"), ModelCall.unobserved());
      assertThat(stub.provider.lastRequest().header("authorization")).isEqualTo("Bearer sk-second");

      Files.delete(file);
      assertThatThrownBy(() -> transport.call(Prompts.asking("Hi"), ModelCall.unobserved()))
          .isInstanceOf(OverloadedException.class);

      Files.createFile(file);
      assertThatThrownBy(() -> transport.call(Prompts.asking("Hi"), ModelCall.unobserved()))
          .isInstanceOf(OverloadedException.class)
          .hasMessageContaining("Nothing was sent");
    }
  }

  @Test
  void aFileThatHoldsNoKeyIsAMistake(@TempDir Path directory) throws IOException {
    Path spaced = Files.writeString(directory.resolve("spaced"), "sk-canary key");
    Path empty = Files.createFile(directory.resolve("empty"));
    for (Path file : new Path[] {spaced, empty, directory, directory.resolve("missing")}) {
      assertThatThrownBy(() -> read("api-key-file = \"" + file + "\""))
          .as(file.toString())
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("threadkeep.openai.api-key-file: found " + file)
          .hasMessageNotContaining("canary");
    }
  }

  @Test
  void anApplicationGivesKeysOfItsOwn() {
    OpenAiTransportModule module = read("api-key = \"\", api-key-from = application");
    AtomicInteger asked = new AtomicInteger();
    Module ofTheHost =
        binder ->
            binder
                .bind(OpenAiAccess.class)
                .toInstance(OpenAiAccess.withKey(() -> "key " + asked.incrementAndGet()));

    try (ModelTransport transport =
        Guice.createInjector(Modules.override(module, new Clock()).with(ofTheHost))
            .getInstance(ModelTransport.class)) {
      assertThatThrownBy(() -> transport.call(Prompts.asking("Hi"), ModelCall.unobserved()))
          .isInstanceOf(AuthenticationException.class);
    }
    assertThat(asked).hasValue(1);
    assertThatThrownBy(() -> Guice.createInjector(module, new Clock()))
        .isInstanceOf(CreationException.class)
        .hasMessageContaining("OpenAiAccess");
  }

  @Test
  void tokensAreCountedAsConfigured() {
    String greeting = "お誕生日おめでとう";
    assertThat(read("api-key = k").tokenCounter().count(greeting))
        .isEqualTo(TokenCounter.estimating().count(greeting));
    assertThat(read("api-key = k, tokens.counter = exact").tokenCounter().count(greeting))
        .isEqualTo(8);
    assertThat(
            read("api-key = k, tokens { counter = exact, model = gpt-4 }")
                .tokenCounter()
                .count(greeting))
        .isEqualTo(9);
  }

  @Test
  void mistakesInSectionsAreToldWithTheirPlaces() {
    assertThatThrownBy(
            () ->
                read(
                    "api-key = k, headers = [{ name = Authorization, value = canary }, { name = X-A }],"
                        + " models = [{ name = m, context = 5, max-output = 6, tokenizer = mine }],"
                        + " extra-fields = \"[]\", tokens { counter = exact, model = llama },"
                        + " base-url = \"https://me.openai.azure.com\", first-word-timeout = 0s"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("threadkeep.openai.headers[0].name: found 'Authorization'")
        .hasMessageContaining("threadkeep.openai.headers[1].value: found (not shown)")
        .hasMessageContaining("threadkeep.openai.models[0].max-output: found 6")
        .hasMessageContaining("threadkeep.openai.models[0].tokenizer: found \"mine\"")
        .hasMessageContaining("threadkeep.openai.extra-fields: found something else")
        .hasMessageContaining("threadkeep.openai.tokens.model: found llama")
        .hasMessageContaining("threadkeep.openai.api: found responses")
        .hasMessageContaining("threadkeep.openai.first-word-timeout: found \"0s\"")
        .hasMessageNotContaining("canary");
  }

  @Test
  void whatMayHoldASecretIsNotShownHoweverWrongItIs() {
    for (String wrong :
        new String[] {
          "headers { X-Token = canary }",
          "base-url = \"https://u:p^canary@host/v1\"",
          "base-url = \"http://u:canary@my_llm:8000/v1\"",
          "base-url = \"http://host/v1?key=canary\"",
          "organization = \"canary\\n\""
        }) {
      assertThatThrownBy(() -> read("api-key = sk-1, " + wrong))
          .as(wrong)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("found (not shown)")
          .hasMessageNotContaining("canary");
    }
  }

  private static ModelTransport open(String configuration) {
    return Guice.createInjector(read(configuration), new Clock()).getInstance(ModelTransport.class);
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
