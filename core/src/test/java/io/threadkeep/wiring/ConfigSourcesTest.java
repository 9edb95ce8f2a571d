package io.threadkeep.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.threadkeep.context.TokenBudget;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.options.ToolOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigSourcesTest {
  private static final Config REFERENCE = ConfigFactory.defaultReference();
  private static final Set<String> SECTIONS = REFERENCE.getObject("threadkeep").keySet();

  private static Config layer(Map<String, String> environment, Map<String, String> settings) {
    return ConfigSources.layer(REFERENCE, SECTIONS, environment, settings);
  }

  @Test
  void variablesWinOverFilesAndTheHostsWordOverVariables() {
    Map<String, String> environment =
        Map.of(
            "THREADKEEP_WORKERS_SLOTS", "5",
            "THREADKEEP_RUNS_MAX_ATTEMPTS", "7",
            "THREADKEEP_RUNS_CONTEXT", "token-budget(900)",
            "THREADKEEP_TOOLS_MAX_ROUNDS", "3",
            "PATH", "ignored");
    Config layered = layer(environment, Map.of("threadkeep.workers.slots", "6"));
    Settings settings = new Settings(layered);
    EngineOptions options = EngineSettings.read(settings);
    settings.requireNoProblems();
    assertThat(options.workers().slots()).isEqualTo(6);
    assertThat(options.limits().maxAttempts()).isEqualTo(7);
    assertThat(options.limits().context()).isEqualTo(new TokenBudget(900));
    assertThat(options.tools()).isEqualTo(ToolOptions.defaults().maxRounds(3));
    assertThat(options.workers().lease()).isEqualTo(Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @CsvSource({
    "THREADKEEP_STORAG, THREADKEEP_STORAGE",
    "THREADKEEP_WORKRES_SLOTS, THREADKEEP_WORKERS_SLOTS",
    "THREADKEEP_RUN_CONTEXT, THREADKEEP_RUNS_CONTEXT",
    "THREADKEEP_SLOTS, THREADKEEP_WORKERS_SLOTS",
    "THREADKEEP_WORKERS_COUNT, 'THREADKEEP_WORKERS_GRACE, THREADKEEP_WORKERS_HEARTBEAT'"
  })
  void aVariableThatLooksLikeAKeyIsAMistakeAndNotSilence(String variable, String meant) {
    assertThatThrownBy(() -> layer(Map.of(variable, "hunter2"), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(variable + ": found a name that no backend")
        .hasMessageContaining("allowed: " + meant)
        .hasMessageNotContaining("hunter2")
        .hasMessageNotContaining("TRANSPORT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"THREADKEEP_CASSANDRA_URL", "THREADKEEP_HOME", "THREADKEEP_"})
  void aVariableOfABackendThatIsNotHereIsPassedOver(String foreign) {
    assertThat(layer(Map.of(foreign, "x", "THREADKEEP_WORKERS_SLOTS", "5"), Map.of()))
        .isEqualTo(layer(Map.of(), Map.of("threadkeep.workers.slots", "5")));
  }

  @Test
  void aSectionOfAFileAloneIsForeign() {
    Config files =
        ConfigFactory.parseString("threadkeep.cassandra.url = here").withFallback(REFERENCE);
    Config layered =
        ConfigSources.layer(
            files,
            SECTIONS,
            Map.of("THREADKEEP_CASSANDRA_URL", "there", "THREADKEEP_CASSANDRA_KEYSPACE", "app"),
            Map.of());
    assertThat(layered.getString("threadkeep.cassandra.url")).isEqualTo("there");
  }

  @ParameterizedTest
  @CsvSource({
    "threadkeep.workers.slot, threadkeep.workers.slots",
    "threadkeep.cassandra.url, threadkeep.budgets.answer-tokens"
  })
  void aSettingThatNamesNothingIsAlwaysAMistake(String setting, String allowed) {
    assertThatThrownBy(() -> layer(Map.of(), Map.of(setting, "x")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(setting + ": found")
        .hasMessageContaining("allowed: " + allowed);
  }

  @Test
  void whatKubernetesSaysOfAServiceOfTheSameNameIsNoMistake() {
    Map<String, String> environment =
        Map.of("THREADKEEP_SERVICE_HOST", "10.0.0.1", "THREADKEEP_PORT_80_TCP_PORT", "80");
    assertThat(layer(environment, Map.of())).isEqualTo(REFERENCE);
  }
}
