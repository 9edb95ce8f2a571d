package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.threadkeep.id.Scope;
import io.threadkeep.page.PageRequest;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.wiring.ConfigurationException;
import io.threadkeep.wiring.Settings;
import io.threadkeep.wiring.StorageModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcStorageModuleTest {

  private static Settings settings(String overrides) {
    Config config =
        ConfigFactory.parseString(overrides)
            .withFallback(ConfigFactory.defaultReference())
            .resolve();
    return new Settings(config);
  }

  @Test
  void isFoundByItsName() {
    assertThat(ServiceLoader.load(StorageModule.class))
        .extracting(StorageModule::backendName)
        .contains("jdbc");
  }

  @Test
  void withoutAUrlItMakesAnH2FileInTheDirectory(@TempDir Path directory) {
    JdbcStorageModule module = new JdbcStorageModule();
    Settings settings = settings("threadkeep.jdbc.directory = \"" + directory + "/keep\"");
    module.read(settings);
    settings.requireNoProblems();
    try (ThreadStore store = Guice.createInjector(module).getInstance(ThreadStore.class)) {
      assertThat(store.assistants().list(Scope.DEFAULT, PageRequest.newestFirst()).items())
          .isEmpty();
      assertThat(Files.exists(directory.resolve("keep/threadkeep.mv.db"))).isTrue();
    }
  }

  @Test
  void mistakesAreToldTogetherAndTheUrlIsNotRepeated() {
    Settings settings =
        settings(
            """
            threadkeep.jdbc { url = "postgres://keeper:canary@db/threads", pool-size = 0 }
            """);
    new JdbcStorageModule().read(settings);
    assertThatThrownBy(settings::requireNoProblems)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("threadkeep.jdbc.url", "threadkeep.jdbc.pool-size")
        .satisfies(e -> assertThat(e.toString()).doesNotContain("canary"));
  }
}
