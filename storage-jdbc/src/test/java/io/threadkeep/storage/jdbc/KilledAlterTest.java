package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.id.IdSource;
import io.threadkeep.id.Scope;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.storage.jdbc.server.DatabaseAddress;
import io.threadkeep.store.SchemaException;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What H2 leaves when a process is killed while a table gets another column. */
final class KilledAlterTest {
  @TempDir Path directory;
  private DatabaseAddress database;
  private final ChatThread thread =
      new ChatThread(
          new IdSource(InstantSource.system(), new SecureRandom()).thread(),
          Scope.DEFAULT,
          Metadata.EMPTY,
          0,
          Instant.EPOCH);

  @BeforeEach
  void aSchemaThatWasOnItsWay() throws SQLException {
    database = new DatabaseAddress("jdbc:h2:async:" + directory.resolve("threads"), "", "");
    JdbcThreadStore.open(database.options()).close();
    execute("delete from tk_schema_version where version > 2");
  }

  @Test
  void aFirstStartThatWasKilledBeginsAnew() throws SQLException {
    execute("alter table tk_threads rename to tk_threads_copy_5_0");
    try (ThreadStore store = JdbcThreadStore.open(database.options())) {
      store.threads().create(thread, null);
      assertThat(store.threads().find(Scope.DEFAULT, thread.id())).contains(thread);
    }
    assertThatThrownBy(() -> execute("select * from tk_threads_copy_5_0"))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void whatIsThereOnlyInACopyIsNeverPassedOver() throws SQLException {
    try (ThreadStore store = JdbcThreadStore.open(database.options())) {
      store.threads().create(thread, null);
    }
    execute("delete from tk_schema_version where version > 2");
    execute("alter table tk_threads rename to tk_threads_copy_5_0");
    for (int start = 0; start < 2; start++) {
      assertThatThrownBy(() -> JdbcThreadStore.open(database.options()))
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("TK_THREADS_COPY_5_0");
    }
    execute("alter table tk_threads_copy_5_0 rename to tk_threads");
    try (ThreadStore store = JdbcThreadStore.open(database.options())) {
      assertThat(store.threads().find(Scope.DEFAULT, thread.id())).contains(thread);
    }
  }

  @Test
  void aCopyBesideItsTableGoes() throws SQLException {
    try (ThreadStore store = JdbcThreadStore.open(database.options())) {
      store.threads().create(thread, null);
    }
    execute("delete from tk_schema_version where version > 2");
    execute("create table tk_threads_copy_5_0 as select * from tk_threads");
    try (ThreadStore store = JdbcThreadStore.open(database.options())) {
      assertThat(store.threads().find(Scope.DEFAULT, thread.id())).contains(thread);
    }
    assertThatThrownBy(() -> execute("select * from tk_threads_copy_5_0"))
        .isInstanceOf(SQLException.class);
  }

  private void execute(String statement) throws SQLException {
    try (var connection = database.connect();
        var running = connection.createStatement()) {
      running.execute(statement);
    }
  }
}
