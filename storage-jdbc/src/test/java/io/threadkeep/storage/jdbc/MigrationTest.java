package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.id.Scope;
import io.threadkeep.page.PageRequest;
import io.threadkeep.storage.jdbc.server.DatabaseAddress;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.store.SchemaException;
import io.threadkeep.store.ThreadStore;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MigrationTest {

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
    assertThat(versions(database)).containsExactly(Schema.VERSION);
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
    assertThat(versions(database)).containsExactly(Schema.VERSION);
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
    assertThat(versions(database)).containsExactly(Schema.VERSION);
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
