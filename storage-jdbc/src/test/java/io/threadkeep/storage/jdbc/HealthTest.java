package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.Foundations;
import io.threadkeep.Threadkeep;
import io.threadkeep.observe.Health;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.options.WorkerOptions;
import io.threadkeep.storage.jdbc.server.DatabaseAddress;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.storage.jdbc.server.Servers;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What a host is told when its database goes away, and when it is back. */
class HealthTest {
  private static final EngineOptions NO_WORKERS =
      EngineOptions.defaults().workers(WorkerOptions.defaults().slots(0));

  @Test
  void aDatabaseThatIsThereIsUp() {
    DatabaseAddress database = Servers.h2Memory().orElseThrow().fresh();
    try (Threadkeep keep = open(database)) {
      assertThat(keep.health().status()).isEqualTo(Health.Status.UP);
    }
  }

  @Test
  void aDatabaseThatGoesAwayIsDownUntilItIsBack() throws SQLException {
    Assumptions.assumeTrue(Servers.postgres().isPresent(), "not on this machine");
    DatabaseServer server = Servers.postgres().orElseThrow();
    DatabaseAddress database = server.fresh();
    String name = database.url().replaceFirst("\\?.*", "").replaceFirst(".*/", "");
    try (Threadkeep keep = open(database);
        Connection connection = server.fresh().connect();
        Statement admin = connection.createStatement()) {
      assertThat(keep.health().status()).isEqualTo(Health.Status.UP);
      admin.execute("alter database " + name + " allow_connections false");
      admin.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where datname = '"
              + name
              + "'");
      Health gone = keep.health();
      assertThat(gone.status()).isEqualTo(Health.Status.DOWN);
      assertThat(gone.storageAnswers()).isFalse();
      assertThat(gone.accepting()).isTrue();
      admin.execute("alter database " + name + " allow_connections true");
      while (keep.health().status() != Health.Status.UP) {
        // Each look waits for the storage by itself.
        Thread.onSpinWait();
      }
    }
  }

  private static final class NoModel implements ModelTransport {
    @Override
    public ModelReply call(ModelRequest request, ModelCall call) {
      throw new AssertionError("No worker is here to call.");
    }

    @Override
    public void close() {}
  }

  private static Threadkeep open(DatabaseAddress database) {
    return Threadkeep.on(
        Foundations.of(JdbcThreadStore.open(database.options()), new NoModel()), NO_WORKERS);
  }
}
