package io.threadkeep.samples.assistants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.threadkeep.samples.assistants.api.ApiKeys;
import io.threadkeep.wiring.ConfigurationException;
import io.threadkeep.wiring.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may call is said once, and clearly. */
final class KeySettingsTest {
  private static final String ONE = "1".repeat(64);
  private static final String TWO = "2".repeat(64);
  @TempDir Path directory;

  @Test
  void keysAreReadFromBothPlaces() throws IOException {
    List<ApiKeys.Known> keys = read(configured(ONE), "globex/u-42 = " + TWO);
    assertThat(keys)
        .extracting(key -> key.scope().tenant(), ApiKeys.Known::sha256)
        .containsExactly(tuple("acme", ONE), tuple("globex", TWO));
  }

  @Test
  void oneKeyForTwoIsRefusedAndBothAreNamed() {
    refused(Map.of(), "acme = " + ONE + "\n# Theirs\nglobex = " + ONE)
        .contains(
            "threadkeep.server.key-file, line 3: found the same key as in"
                + " threadkeep.server.key-file, line 1");
    refused(configured(ONE), "globex/u-42 = " + ONE)
        .contains(
            "threadkeep.server.key-file, line 1: found the same key as in"
                + " threadkeep.server.keys[0]");
    refused(configured(TWO, ONE, TWO), "")
        .contains("threadkeep.server.keys[2]: found the same key as in threadkeep.server.keys[0]");
  }

  private AbstractStringAssert<?> refused(Map<String, ?> configured, String file) {
    return assertThat(
            assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read(configured, file))
                .actual()
                .getMessage())
        .doesNotContain(ONE)
        .doesNotContain(TWO);
  }

  private List<ApiKeys.Known> read(Map<String, ?> configured, String lines) throws IOException {
    Path file = directory.resolve("keys");
    Files.writeString(file, lines);
    Config config =
        ConfigFactory.parseMap(configured)
            .withFallback(
                ConfigFactory.parseMap(Map.of("threadkeep.server.key-file", file.toString())));
    Settings settings = new Settings(config);
    List<ApiKeys.Known> keys = KeySettings.of(settings);
    settings.requireNoProblems();
    return keys;
  }

  private static Map<String, ?> configured(String... digests) {
    return Map.of(
        "threadkeep.server.keys",
        List.of(digests).stream()
            .map(digest -> Map.of("tenant", "acme", "sha256", digest))
            .toList());
  }
}
