package io.threadkeep.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.threadkeep.id.Scope;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.Samples;
import io.threadkeep.page.PageRequest;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import io.threadkeep.wiring.BackendModule;
import io.threadkeep.wiring.ConfigProblem;
import io.threadkeep.wiring.ConfigurationException;
import io.threadkeep.wiring.Settings;
import io.threadkeep.wiring.StorageModule;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class InMemoryStorageModuleTest {
  private static final Scope ANN = Scope.user("acme", "ann");

  private final ManualClock clock = new ManualClock();
  private final Samples samples = new Samples(clock);

  @Test
  void itIsFoundByItsName() {
    assertThat(ServiceLoader.load(StorageModule.class))
        .filteredOn(module -> module instanceof InMemoryStorageModule)
        .extracting(BackendModule::backendName)
        .containsExactly("memory");
  }

  @Test
  void byDefaultNothingIsForgotten() {
    ThreadStore store = open("").getInstance(ThreadStore.class);
    ChatThread thread = store.threads().create(samples.thread(ANN), null);
    clock.advance(Duration.ofDays(10_000));
    assertThat(store.threads().find(ANN, thread.id())).isPresent();
  }

  @Test
  void boundsAreReadFromTheConfiguration() {
    Injector injector = open("threadkeep.memory { max-threads = 5, idle-expiry = 10m }");
    ThreadStore store = injector.getInstance(ThreadStore.class);
    assertThat(injector.getInstance(ThreadStore.class)).isSameAs(store);
    for (int n = 0; n < 20; n++) {
      store.threads().create(samples.thread(ANN), null);
    }
    assertThat(store.threads().list(ANN, ThreadQuery.ALL, PageRequest.newestFirst()).items())
        .hasSize(5);
    clock.advance(Duration.ofMinutes(10));
    assertThat(store.threads().list(ANN, ThreadQuery.ALL, PageRequest.newestFirst()).items())
        .isEmpty();
  }

  @Test
  void mistakesAreReportedTogether() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> open("threadkeep.memory { max-threads = -1, idle-expiry = soon }"))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .extracting(ConfigProblem::key)
                    .containsExactly(
                        "threadkeep.memory.max-threads", "threadkeep.memory.idle-expiry"));
  }

  private Injector open(String own) {
    Config config =
        ConfigFactory.parseString(own).withFallback(ConfigFactory.defaultReference()).resolve();
    Settings settings = new Settings(config);
    InMemoryStorageModule module = new InMemoryStorageModule();
    module.read(settings);
    settings.requireNoProblems();
    return Guice.createInjector(
        module, binder -> binder.bind(InstantSource.class).toInstance(clock));
  }
}
