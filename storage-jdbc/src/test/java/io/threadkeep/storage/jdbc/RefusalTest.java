package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.id.Scope;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.Samples;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.storage.jdbc.server.DatabaseAddress;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.storage.jdbc.server.Servers;
import io.threadkeep.store.StorageException;
import io.threadkeep.store.StorageUnavailableException;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.wiring.Secret;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be opened or stored is refused by a typed error that gives no secret away. */
class RefusalTest {
  private static final String CANARY = "pass-canary-41";

  @Test
  void aDatabaseThatIsNotKnownIsRefusedByName() {
    DatabaseAddress database = Servers.h2Memory().orElseThrow().fresh();
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl(database.url());
      pool.setUsername(database.user());
      pool.setPassword(database.password());
      FaultyDataSource oracle = new FaultyDataSource(pool);
      oracle.callItself("Oracle");
      assertThatThrownBy(() -> JdbcThreadStore.on(oracle.dataSource()))
          .isInstanceOfSatisfying(
              UnsupportedDatabaseException.class, e -> assertThat(e.found()).isEqualTo("Oracle"))
          .hasMessageContainingAll("'Oracle'", "H2, PostgreSQL, MariaDB");
    }
  }

  @Test
  void aPoolWhoseTransactionsDoNotSeeWhatOthersCommitIsRefused() {
    DatabaseAddress database = Servers.h2Memory().orElseThrow().fresh();
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl(database.url());
      pool.setUsername(database.user());
      pool.setPassword(database.password());
      pool.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
      assertThatThrownBy(() -> JdbcThreadStore.on(pool))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("READ COMMITTED");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://127.0.0.1:1/threads?user=keeper&password=" + CANARY,
        "jdbc:mariadb://127.0.0.1:1/threads?user=keeper&password=" + CANARY,
        "jdbc:h2:tcp://127.0.0.1:1/threads;USER=keeper;PASSWORD=" + CANARY,
        "jdbc:unknown://keeper:" + CANARY + "@127.0.0.1/threads",
      })
  void aServerThatIsNotThereIsToldWithoutThePassword(String url) {
    JdbcOptions options = JdbcOptions.of(url).withPool(1, Duration.ofSeconds(1)).withMigrate(false);
    assertThatThrownBy(() -> JdbcThreadStore.open(options))
        .isInstanceOf(ThreadkeepException.class)
        .satisfies(e -> assertThat(Told.by(e)).doesNotContain(CANARY));
    assertThat(options.toString()).doesNotContain(CANARY);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aWrongPasswordIsNotRepeated(boolean onMariaDb) {
    DatabaseServer server =
        onMariaDb
            ? Servers.mariaDb().orElseThrow(RefusalTest::notHere)
            : Servers.h2Memory().orElseThrow();
    DatabaseAddress database = server.fresh();
    JdbcThreadStore.open(database.options()).close();
    JdbcOptions options = database.options().withCredentials(database.user(), new Secret(CANARY));
    assertThatThrownBy(() -> JdbcThreadStore.open(options))
        .isInstanceOf(StorageException.class)
        .satisfies(e -> assertThat(Told.by(e)).doesNotContain(CANARY));
  }

  private static RuntimeException notHere() {
    return new org.opentest4j.TestAbortedException("no MariaDB on this machine");
  }

  /** The drivers of all three put the offending value into their message. */
  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void anErrorRepeatsNothingOfWhatWasToBeStored(DatabaseServer server) {
    Samples samples = new Samples(new ManualClock());
    Scope scope = Scope.user("tenant-canary", "user-canary");
    try (ThreadStore store = JdbcThreadStore.open(server.fresh().options())) {
      ChatThread thread = store.threads().create(samples.thread(scope), null);
      ChatThread other = store.threads().create(samples.thread(scope), null);
      MessageDraft taken = samples.draft("text-canary");
      store.messages().append(scope, thread.id(), List.of(taken), null);
      assertThatThrownBy(
              () ->
                  store
                      .messages()
                      .append(
                          scope, other.id(), List.of(samples.draft("text-canary"), taken), null))
          .isInstanceOf(StorageException.class)
          .satisfies(
              e ->
                  assertThat(Told.by(e))
                      .doesNotContain("canary", "insert into", taken.id().value()));
    }
  }

  @Test
  void aBusyPoolFailsInTimeAndMayBeTriedAgain() throws Exception {
    DatabaseAddress database = Servers.h2Memory().orElseThrow().fresh();
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl(database.url());
      pool.setUsername(database.user());
      pool.setPassword(database.password());
      pool.setMaximumPoolSize(1);
      pool.setConnectionTimeout(250);
      JdbcThreadStore store = JdbcThreadStore.on(pool);
      Samples samples = new Samples(new ManualClock());
      try (var held = pool.getConnection()) {
        assertThat(held.isClosed()).isFalse();
        assertThatThrownBy(() -> store.threads().create(samples.thread(Scope.DEFAULT), null))
            .isInstanceOf(StorageUnavailableException.class);
      }
      store.threads().create(samples.thread(Scope.DEFAULT), null);
    }
  }
}
