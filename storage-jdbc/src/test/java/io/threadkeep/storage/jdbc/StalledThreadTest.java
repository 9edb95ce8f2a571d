package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.Samples;
import io.threadkeep.run.ActiveRunException;
import io.threadkeep.run.Run;
import io.threadkeep.run.WhenBusy;
import io.threadkeep.storage.jdbc.server.DatabaseAddress;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.thread.ChatThread;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A reaper that is killed between its two transactions has ended a run and left those behind it
 * waiting for nobody. Whoever comes next goes on with them.
 */
class StalledThreadTest {
  private static final Scope ANN = Scope.user("acme", "ann");

  private final Samples samples = new Samples(new ManualClock());

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void theNextReaperGoesOnWithIt(DatabaseServer server) throws SQLException {
    DatabaseAddress address = server.fresh();
    try (JdbcThreadStore store = JdbcThreadStore.open(address.options())) {
      ChatThread thread = store.threads().create(samples.thread(ANN), null);
      Run waiting = stall(address, store, thread);
      store.queue().reap(3, 10);
      assertThat(store.queue().claim(Samples.WORKER, 10))
          .extracting(leased -> leased.run().id())
          .containsExactly(waiting.id());
    }
  }

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void aSubmissionDoesNotPassThoseWhoWait(DatabaseServer server) throws SQLException {
    DatabaseAddress address = server.fresh();
    try (JdbcThreadStore store = JdbcThreadStore.open(address.options())) {
      ChatThread thread = store.threads().create(samples.thread(ANN), null);
      Run waiting = stall(address, store, thread);
      assertThatThrownBy(() -> submit(store, thread, WhenBusy.REJECT))
          .isInstanceOfSatisfying(
              ActiveRunException.class, e -> assertThat(e.activeRunId()).isEqualTo(waiting.id()));
      submit(store, thread, WhenBusy.ENQUEUE);
      assertThat(store.queue().claim(Samples.WORKER, 10))
          .extracting(leased -> leased.run().id())
          .containsExactly(waiting.id());
    }
  }

  /** Leaves a run that waits behind one that has ended. */
  private Run stall(DatabaseAddress address, JdbcThreadStore store, ChatThread thread)
      throws SQLException {
    RunId ended = submit(store, thread, WhenBusy.REJECT).id();
    Run waiting = submit(store, thread, WhenBusy.ENQUEUE);
    try (Connection connection = address.connect();
        var statement =
            connection.prepareStatement(
                "update tk_runs set status = 'expired', active_thread_id = null where id = ?")) {
      statement.setString(1, ended.value());
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
    assertThat(store.queue().claim(Samples.WORKER, 10)).isEmpty();
    return waiting;
  }

  private Run submit(JdbcThreadStore store, ChatThread thread, WhenBusy whenBusy) {
    RunSubmission submission = samples.submission(thread.id(), whenBusy, "question");
    return store.runs().submit(ANN, submission).run();
  }
}
