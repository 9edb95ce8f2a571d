package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.id.Scope;
import io.threadkeep.json.JsonCodec;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.Samples;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.RunStatus;
import io.threadkeep.storage.jdbc.server.DatabaseAddress;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.store.SchemaException;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ThreadQuery;
import io.threadkeep.usage.UsageKey;
import io.threadkeep.usage.UsageQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MigrationTest {
  private static final List<Integer> ALL_VERSIONS =
      IntStream.rangeClosed(1, Schema.VERSION).boxed().toList();

  /** Opens a store as soon as its parent says so. */
  static final class OpeningProcess {
    public static void main(String[] args) throws Exception {
      System.out.println("ready");
      System.in.read();
      try (ThreadStore store = JdbcThreadStore.open(ChildJvm.address(args).options())) {
        System.out.println(
            store.assistants().list(Scope.DEFAULT, PageRequest.newestFirst()).items().size());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void storesThatAreOpenedAtOnceOnAnEmptyDatabaseAllWork(DatabaseServer server) throws Exception {
    DatabaseAddress database = server.fresh();
    int stores = 4;
    CyclicBarrier together = new CyclicBarrier(stores);
    Callable<Integer> open =
        () -> {
          together.await();
          try (ThreadStore store = JdbcThreadStore.open(database.options())) {
            return store.assistants().list(Scope.DEFAULT, PageRequest.newestFirst()).items().size();
          }
        };
    ExecutorService threads = Executors.newFixedThreadPool(stores);
    try {
      List<Integer> found = new ArrayList<>();
      for (Future<Integer> opened : threads.invokeAll(Collections.nCopies(stores, open))) {
        found.add(opened.get());
      }
      assertThat(found).containsOnly(0);
    } finally {
      threads.shutdownNow();
    }
    assertThat(versions(database)).containsExactlyElementsOf(ALL_VERSIONS);
  }

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#remote")
  void twoJvmsMayStartOnAnEmptyDatabaseAtOnce(DatabaseServer server) throws Exception {
    DatabaseAddress database = server.fresh();
    try (ChildJvm one = ChildJvm.start(OpeningProcess.class, database);
        ChildJvm other = ChildJvm.start(OpeningProcess.class, database)) {
      assertThat(one.read(1)).containsExactly("ready");
      assertThat(other.read(1)).containsExactly("ready");
      one.say("go");
      other.say("go");
      assertThat(one.read(1)).containsExactly("0");
      assertThat(other.read(1)).containsExactly("0");
      assertThat(one.awaitEnd()).isZero();
      assertThat(other.awaitEnd()).isZero();
    }
    assertThat(versions(database)).containsExactlyElementsOf(ALL_VERSIONS);
  }

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void aPoolOfOneIsEnough(DatabaseServer server) {
    JdbcOptions options = server.fresh().options().withPool(1, Duration.ofSeconds(2));
    try (ThreadStore store = JdbcThreadStore.open(options)) {
      assertThat(store.assistants().list(Scope.DEFAULT, PageRequest.newestFirst()).items())
          .isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void aNewerSchemaIsRefused(DatabaseServer server) throws SQLException {
    DatabaseAddress database = server.fresh();
    JdbcThreadStore.open(database.options()).close();
    execute(
        database, "insert into tk_schema_version (version) values (" + (Schema.VERSION + 1) + ")");
    assertThatThrownBy(() -> JdbcThreadStore.open(database.options()))
        .isInstanceOfSatisfying(
            SchemaException.class,
            e -> {
              assertThat(e.found()).isEqualTo(Schema.VERSION + 1);
              assertThat(e.known()).isEqualTo(Schema.VERSION);
            });
  }

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void aHostThatRunsTheScriptItselfNeedsNoMigration(DatabaseServer server) throws SQLException {
    DatabaseAddress database = server.fresh();
    JdbcOptions options = database.options().withMigrate(false);
    assertThatThrownBy(() -> JdbcThreadStore.open(options))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("Schema.script");
    Database kind;
    try (Connection connection = database.connect()) {
      kind = Database.of(connection);
    }
    for (String statement : Schema.script(kind).split(";\n", -1)) {
      if (!statement.isBlank()) {
        execute(database, statement);
      }
    }
    JdbcThreadStore.open(options).close();
  }

  /** As after a crash in the middle, where DDL commits as it goes. */
  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void aHalfMigratedSchemaIsCompleted(DatabaseServer server) throws SQLException {
    DatabaseAddress database = server.fresh();
    JdbcThreadStore.open(database.options()).close();
    execute(database, "delete from tk_schema_version");
    execute(database, "drop table tk_steps");
    JdbcThreadStore.open(database.options()).close();
    execute(database, "delete from tk_steps");
    assertThat(versions(database)).containsExactlyElementsOf(ALL_VERSIONS);
  }

  /** What the first version has queued, the second one claims. */
  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void aRunOfTheFirstVersionIsStillCarriedOut(DatabaseServer server) throws SQLException {
    DatabaseAddress database = server.fresh();
    Database kind;
    try (Connection connection = database.connect()) {
      kind = Database.of(connection);
    }
    List<String> statements = Schema.statements(Dialect.of(kind), 0);
    int stepsOfTheFirst = statements.size() - Schema.statements(Dialect.of(kind), 1).size();
    for (String statement : statements.subList(0, stepsOfTheFirst)) {
      execute(database, statement);
    }
    execute(
        database,
        "insert into tk_threads (id, tenant, user_id, metadata, message_count, created_at)"
            + " values ('thread_000000000000000000000001', 'default', '', '{}', 0, 1)");
    execute(
        database,
        "insert into tk_threads (id, tenant, user_id, metadata, message_count, created_at)"
            + " values ('thread_000000000000000000000002', 'default', '', '{}', 2, 1)");
    for (int position = 1; position <= 2; position++) {
      execute(
          database,
          "insert into tk_messages (id, thread_id, position, body, tokens, created_at) values"
              + " ('msg_00000000000000000000000"
              + position
              + "', 'thread_000000000000000000000002', "
              + position
              + ", '{}', 1, "
              + position * 1_000
              + ")");
    }
    try (Connection connection = database.connect();
        var insert =
            connection.prepareStatement(
                "insert into tk_runs (id, thread_id, active_thread_id, tenant, user_id, spec, status,"
                    + " pinned_end, submitted, attempts, token, not_before, created_at, expires_at,"
                    + " prompt_tokens, completion_tokens, cached_tokens, reasoning_tokens) values"
                    + " ('run_000000000000000000000001', 'thread_000000000000000000000001',"
                    + " 'thread_000000000000000000000001', 'default', '', ?, 'queued',"
                    + " 0, 0, 0, 0, 1, 1, 9000000000000000, 0, 0, 0, 0)")) {
      insert.setString(1, JsonCodec.write(new Samples(new ManualClock()).spec()));
      insert.execute();
    }
    assertThat(versions(database)).containsExactly(1);
    try (ThreadStore store = JdbcThreadStore.open(database.options())) {
      List<LeasedRun> claimed = store.queue().claim(Samples.WORKER, 1);
      assertThat(claimed).hasSize(1);
      assertThat(claimed.get(0).run().status()).isEqualTo(RunStatus.IN_PROGRESS);
      assertThat(
              store
                  .threads()
                  .list(Scope.DEFAULT, ThreadQuery.ALL, PageRequest.oldestFirst())
                  .items())
          .extracting(thread -> Micros.of(thread.activeAt()))
          .containsExactly(1L, 2_000L);
      assertThat(store.usage().sum(Scope.DEFAULT, UsageQuery.ever().by(UsageKey.ASSISTANT), 9))
          .extracting(line -> line.group().assistant())
          .containsExactly(claimed.get(0).run().spec().assistantId());
    }
    assertThat(versions(database)).containsExactlyElementsOf(ALL_VERSIONS);
  }

  private static void execute(DatabaseAddress database, String statement) throws SQLException {
    try (Connection connection = database.connect();
        var running = connection.createStatement()) {
      running.execute(statement);
    }
  }

  private static List<Integer> versions(DatabaseAddress database) throws SQLException {
    List<Integer> versions = new ArrayList<>();
    try (Connection connection = database.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select version from tk_schema_version")) {
      while (rows.next()) {
        versions.add(rows.getInt(1));
      }
    }
    return versions;
  }
}
