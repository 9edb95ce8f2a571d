package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.ProvisionException;
import com.google.inject.util.Modules;
import com.typesafe.config.ConfigFactory;
import io.threadkeep.secrecy.EnvelopeKeys;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.wiring.ConfigurationException;
import io.threadkeep.wiring.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptionSettingsTest {
  private static final String ONE = "Y2FuYXJ5LW9mLWFuLWVudmVsb3BlLWtleS0wMDAwMSE=";
  private static final String TWO = "Y2FuYXJ5LW9mLWFuLWVudmVsb3BlLWtleS0wMDAwMiE=";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private static Settings settings(String encryption) {
    return new Settings(
        ConfigFactory.parseString(
                "threadkeep.jdbc { url = \"jdbc:h2:mem:settings"
                    + COUNT.incrementAndGet()
                    + "\", user = sa, encryption { "
                    + encryption
                    + " } }")
            .withFallback(ConfigFactory.defaultReference())
            .resolve());
  }

  private static Injector injector(String encryption, Module overrides) {
    JdbcStorageModule module = new JdbcStorageModule();
    Settings settings = settings(encryption);
    module.read(settings);
    settings.requireNoProblems();
    return Guice.createInjector(Modules.override(module).with(overrides));
  }

  private static boolean seals(String encryption, Module overrides) {
    try (ThreadStore store = injector(encryption, overrides).getInstance(ThreadStore.class)) {
      return ((JdbcThreadStore) store).encryption().isPresent();
    }
  }

  private static final Module NONE = new AbstractModule() {};

  @Test
  void isOffUnlessItIsSwitchedOn() {
    assertThat(seals("", NONE)).isFalse();
    assertThat(seals("keys = [ { id = a, secret = \"" + ONE + "\" } ]", NONE)).isFalse();
    assertThat(seals("enabled = true, keys = [ { id = a, secret = \"" + ONE + "\" } ]", NONE))
        .isTrue();
  }

  @Test
  void theCurrentKeyIsChosenAmongSeveral() {
    String keys = "keys = [ { id = a, secret = \"%s\" }, { id = b, secret = \"%s\" } ]";
    Settings settings = settings("enabled = true, current = b, " + keys.formatted(ONE, TWO));
    EncryptionSettings read = EncryptionSettings.read(settings);
    settings.requireNoProblems();
    assertThat(read.defaultKeys().currentKeyId("acme")).isEqualTo("b");
  }

  @Test
  void keysMayComeFromAFile(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("keys");
    Files.writeString(file, "# of this year\n2025 = " + ONE + "\n2026 = " + TWO + "\n");
    Settings settings = settings("enabled = true, current = \"2026\", key-file = \"" + file + "\"");
    EncryptionSettings read = EncryptionSettings.read(settings);
    settings.requireNoProblems();
    assertThat(read.defaultKeys().toString()).contains("2025", "2026").doesNotContain("canary");
    assertThat(read.toString()).doesNotContain(ONE, TWO);
  }

  @Test
  void aHostsOwnKeysTakeThePlaceOfThose() {
    Module own =
        new AbstractModule() {
          @Override
          protected void configure() {
            bind(EnvelopeKeys.class).toInstance(new TestKeys());
          }
        };
    assertThat(seals("enabled = true", own)).isTrue();
    assertThat(seals("enabled = true, keys = [ { id = a, secret = \"" + ONE + "\" } ]", own))
        .isTrue();
  }

  @Test
  void withoutAnyKeyNothingIsOpened() {
    Injector injector = injector("enabled = true", NONE);
    assertThatThrownBy(() -> injector.getInstance(ThreadStore.class))
        .isInstanceOf(ProvisionException.class)
        .cause()
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("threadkeep.jdbc.encryption.keys", "key-file", "EnvelopeKeys");
  }

  @Test
  void allMistakesAreToldTogetherAndNoSecretIs(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("keys");
    Files.writeString(file, "short = Y2FuYXJ5\n");
    Settings settings =
        settings(
            "enabled = perhaps, current = c, key-file = \""
                + file
                + "\", keys = [ { id = a, secret = \"canary, and no Base64\" },"
                + " { id = b }, { secret = \""
                + ONE
                + "\" }, { id = d, secret = \""
                + ONE
                + "\" }, { id = d, secret = \""
                + TWO
                + "\" } ]");
    EncryptionSettings.read(settings);
    assertThatThrownBy(settings::requireNoProblems)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(
            "encryption.enabled",
            "encryption.keys[0].secret",
            "encryption.keys[1].secret",
            "encryption.keys[2].id",
            "encryption.keys[4].secret",
            "encryption.key-file",
            "encryption.current",
            "'short'")
        .satisfies(e -> assertThat(Told.by(e)).doesNotContain("canary", ONE, TWO, "Y2FuYXJ5"));
  }

  @Test
  void twoLinesOfAFileWithOneIdAreTold(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("keys");
    Files.writeString(file, "a = " + ONE + "\na = " + TWO + "\n");
    Settings settings = settings("enabled = true, key-file = \"" + file + "\"");
    EncryptionSettings.read(settings);
    assertThatThrownBy(settings::requireNoProblems)
        .hasMessageContainingAll("key-file", "two keys 'a'");
  }

  @Test
  void sealingIsOnUnlessItIsSwitchedOff() {
    String keys = "enabled = true, keys = [ { id = a, secret = \"" + ONE + "\" } ]";
    assertThat(options(keys).seal()).isTrue();
    assertThat(options(keys + ", seal = false").seal()).isFalse();
  }

  private static EncryptionOptions options(String encryption) {
    Settings settings = settings(encryption);
    EncryptionSettings read = EncryptionSettings.read(settings);
    settings.requireNoProblems();
    return Objects.requireNonNull(read.options(read.defaultKeys()));
  }

  @Test
  void aFileThatIsNotThereIsTold() {
    Settings settings = settings("enabled = true, key-file = \"/nowhere/keys\"");
    EncryptionSettings.read(settings);
    assertThatThrownBy(settings::requireNoProblems)
        .hasMessageContainingAll("key-file", "/nowhere/keys", "NoSuchFileException");
  }
}
