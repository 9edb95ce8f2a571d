package io.threadkeep.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.threadkeep.context.BlockAligned;
import io.threadkeep.context.LastMessages;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.options.GateOptions;
import io.threadkeep.store.GateLimit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final Config REFERENCE = ConfigFactory.defaultReference();

  @Test
  void theReferenceHoldsTheDefaults() {
    Settings settings = new Settings(REFERENCE);
    EngineOptions options = EngineSettings.read(settings);
    settings.requireNoProblems();
    assertThat(options).isEqualTo(EngineOptions.defaults());
  }

  @Test
  void everyMistakeIsReportedAtOnceWithKeyFoundAndAllowed() {
    Config wrong =
        ConfigFactory.parseMap(
                Map.of(
                    "threadkeep.workers.slots", "-3",
                    "threadkeep.workers.lease", "soon",
                    "threadkeep.runs.context", "forget-everything",
                    "threadkeep.runs.max-attempts", "1000",
                    "threadkeep.runs.when-busy", "panic",
                    "threadkeep.queue.max-queued", "0",
                    "threadkeep.tools.parallel", "0",
                    "threadkeep.tools.max-output-bytes", "1k",
                    "threadkeep.events.flush", "0ms"))
            .withFallback(REFERENCE);
    Settings settings = new Settings(wrong);
    EngineSettings.read(settings);
    assertThatThrownBy(settings::requireNoProblems)
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            e -> {
              assertThat(e.problems())
                  .extracting(ConfigProblem::key)
                  .contains(
                      "threadkeep.workers.slots",
                      "threadkeep.workers.lease",
                      "threadkeep.runs.context",
                      "threadkeep.runs.max-attempts",
                      "threadkeep.runs.when-busy",
                      "threadkeep.queue.max-queued",
                      "threadkeep.tools.parallel",
                      "threadkeep.tools.max-output-bytes",
                      "threadkeep.events.flush");
              assertThat(e).hasMessageContaining("1) ").hasMessageContaining("9) ");
              assertThat(e).hasMessageContaining("found \"-3\", allowed: a whole number from 0");
            });
  }

  @Test
  void gatesAreReadAsAList() {
    Config gates =
        ConfigFactory.parseString(
                """
                threadkeep.gates = [
                  { model = fast, requests-per-minute = 500, tokens-per-minute = 200000 }
                  { model = slow, requests-per-minute = 3 }
                ]
                """)
            .withFallback(REFERENCE);
    Settings settings = new Settings(gates);
    EngineOptions options = EngineSettings.read(settings);
    settings.requireNoProblems();
    assertThat(options.gates())
        .isEqualTo(
            GateOptions.none()
                .limit("fast", new GateLimit(500, 200_000))
                .limit("slow", new GateLimit(3, 0)));
  }

  @Test
  void aPolicyOfTheHostsOwnThatIsAServiceCanBeNamed() {
    Settings settings =
        new Settings(
            ConfigFactory.parseMap(
                    Map.of("threadkeep.runs.context", "block-aligned(found-on-class-path(7), 4)"))
                .withFallback(REFERENCE));
    EngineOptions options = EngineSettings.read(settings);
    settings.requireNoProblems();
    assertThat(options.limits().context()).isEqualTo(new BlockAligned(new LastMessages(7), 4));
  }

  @Test
  void mistakesInGatesSayWhereTheyAre() {
    Config wrong =
        ConfigFactory.parseString(
                """
                threadkeep.gates = [
                  { model = one, requests-per-minute = 0 }
                  { requests-per-minute = 3 }
                  { model = one, tokens-per-minute = many }
                ]
                """)
            .withFallback(REFERENCE);
    Settings settings = new Settings(wrong);
    EngineSettings.read(settings);
    assertThatThrownBy(settings::requireNoProblems)
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            e ->
                assertThat(e.problems())
                    .extracting(ConfigProblem::key)
                    .containsExactlyInAnyOrder(
                        "threadkeep.gates[0].requests-per-minute",
                        "threadkeep.gates[1].model",
                        "threadkeep.gates[2].tokens-per-minute",
                        "threadkeep.gates[2].model"));
  }

  @Test
  void aHeartbeatThatIsTooSlowForItsLeaseIsAMistake() {
    Config wrong =
        ConfigFactory.parseMap(Map.of("threadkeep.workers.heartbeat", "20s"))
            .withFallback(REFERENCE);
    Settings settings = new Settings(wrong);
    EngineSettings.read(settings);
    assertThatThrownBy(settings::requireNoProblems)
        .hasMessageContaining("threadkeep.workers.heartbeat")
        .hasMessageContaining("a third");
  }

  @Test
  void withoutBackendsOnTheClassPathTheMistakeSaysSo() {
    assertThatThrownBy(() -> new ThreadkeepModule(REFERENCE))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("threadkeep.storage: found nothing")
        .hasMessageContaining("threadkeep.transport: found nothing")
        .hasMessageContaining("add its jar");
  }

  @Test
  void sectionsOfAWrongShapeAreNotShownSinceTheyMayHoldSecrets() {
    for (String wrong : List.of("{ X = hunter2 }", "hunter2", "[hunter2]")) {
      Settings settings = new Settings(ConfigFactory.parseString("headers = " + wrong));
      assertThat(settings.sections("headers")).isEmpty();
      assertThatThrownBy(settings::requireNoProblems)
          .as(wrong)
          .hasMessageContaining("headers: found (not shown)")
          .hasMessageNotContaining("hunter2");
    }
  }

  @Test
  void aSecretShowsItselfToNobodyWhoDoesNotAsk() {
    Settings settings = new Settings(ConfigFactory.parseMap(Map.of("password", "hunter2")));
    Secret secret = settings.secret("password").orElseThrow();
    assertThat(secret).hasToString("(not shown)");
    assertThat(secret.get()).isEqualTo("hunter2");
  }

  @Test
  void aSecretInTheWrongFormIsNotShownEither() {
    Settings settings =
        new Settings(ConfigFactory.parseMap(Map.of("password", List.of("hunter2"))));
    assertThat(settings.secret("password")).isEmpty();
    assertThatThrownBy(settings::requireNoProblems)
        .hasMessageContaining("password: found (not shown), allowed: a text")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aNumberThatNobodyHasSetIsAMistakeAndNotZero() {
    Settings settings = new Settings(ConfigFactory.parseString("threadkeep.storage = memory"));
    EngineSettings.read(settings);
    assertThatThrownBy(settings::requireNoProblems)
        .hasMessageContaining("threadkeep.workers.slots: found nothing")
        .hasMessageContaining("threadkeep.runs.expires-after: found nothing");
  }
}
