package io.threadkeep.transport.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.kit.transport.ProviderFailure;
import io.threadkeep.transport.AuthenticationException;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelTransport;
import io.threadkeep.transport.OverloadedException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SecretTest {
  private static final String CANARY = "canary-of-a-message";

  /** Tests log to System.err, as the client would too. */
  @BothApis
  void neitherKeyNorMessagesAreLogged(ApiWire wire) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream logged = new ByteArrayOutputStream();
    PrintStream log = new PrintStream(logged, true, StandardCharsets.UTF_8);
    System.setOut(log);
    System.setErr(log);
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      trial.echoes();
      trial.transport().call(Prompts.asking(CANARY), ModelCall.unobserved());
      for (ProviderFailure failure : ProviderFailure.values()) {
        trial.fails(failure);
        assertThat(catchThrowable(() -> call(trial.transport()))).isNotNull();
      }
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertThat(logged.toString(StandardCharsets.UTF_8)).doesNotContain(OpenAiTrial.KEY, CANARY);
  }

  @BothApis
  void eachCallTakesTheKeyOfItsTime(ApiWire wire) {
    Deque<String> keys = new ArrayDeque<>(List.of("sk-first", " sk-second\n", ""));
    try (OpenAiTrial stub = new OpenAiTrial(wire);
        ModelTransport transport =
            new OpenAiTransport(
                OpenAiOptions.defaults()
                    .withApi(wire.api())
                    .withEndpoint(
                        OpenAiEndpoint.at(stub.provider.baseUrl())
                            .withOrganization("org-1")
                            .withProject("proj-1")),
                keys::remove,
                new ManualClock())) {
      stub.echoes();
      for (String sent : List.of("Bearer sk-first", "Bearer sk-second", "")) {
        call(transport);
        assertThat(stub.provider.lastRequest().header("authorization")).isEqualTo(sent);
        assertThat(stub.provider.lastRequest().header("openai-organization")).isEqualTo("org-1");
        assertThat(stub.provider.lastRequest().header("openai-project")).isEqualTo("proj-1");
      }
    }
  }

  @Test
  void aKeyThatCannotBeSentOrHadIsNotTold() {
    assertThat(failureWithKey(() -> "sk-canary key"))
        .isInstanceOf(AuthenticationException.class)
        .hasMessageNotContaining("canary");
    assertThat(
            failureWithKey(
                () -> {
                  throw new IllegalStateException("sk-canary");
                }))
        .isInstanceOf(OverloadedException.class)
        .hasNoCause()
        .hasMessageNotContaining("canary");
  }

  @Test
  void aRedirectIsNotFollowed() {
    try (OpenAiTrial trial = new OpenAiTrial(new ChatWire());
        StubProvider elsewhere = new StubProvider()) {
      trial.provider.answers(
          StubAnswer.json(307, "{}", "Location: " + elsewhere.baseUrl() + "/chat/completions"));
      assertThat(catchThrowable(() -> call(trial.transport()))).isNotNull();
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  private static Throwable failureWithKey(Supplier<String> key) {
    OpenAiOptions nowhere =
        OpenAiOptions.defaults().withEndpoint(OpenAiEndpoint.at("http://127.0.0.1:1/v1"));
    try (ModelTransport transport = new OpenAiTransport(nowhere, key, new ManualClock())) {
      return catchThrowable(() -> call(transport));
    }
  }

  private static void call(ModelTransport transport) {
    transport.call(Prompts.asking(CANARY), ModelCall.unobserved());
  }
}
