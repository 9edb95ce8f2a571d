package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.id.Scope;
import io.threadkeep.id.StepId;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.Race;
import io.threadkeep.kit.Samples;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.Lease;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStep;
import io.threadkeep.search.SearchQuery;
import io.threadkeep.storage.jdbc.server.DatabaseAddress;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.ThreadFork;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ForkPoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a worker writes while its thread is deleted goes with it: no row is left that nobody finds.
 */
class DeletedThreadTest {
  private static final Scope ANN = Scope.user("acme", "ann");

  private final ManualClock clock = new ManualClock();
  private final Samples samples = new Samples(clock);

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void aWorkersLastWritesLeaveNoRow(DatabaseServer server) throws SQLException {
    DatabaseAddress address = server.fresh();
    try (ThreadStore store = JdbcThreadStore.open(address.options(), JdbcHarness.seams(clock))) {
      for (int n = 0; n < 30; n++) {
        deleteAtWork(store);
      }
    }
    assertEmpty(address, List.of("tk_runs", "tk_steps", "tk_tool_calls", "tk_summaries"));
  }

  /** Whichever of them ends last takes with it what the others have left. */
  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void forksThatEndAtTheSameTimeLeaveNoRow(DatabaseServer server) throws SQLException {
    DatabaseAddress address = server.fresh();
    try (ThreadStore store = JdbcThreadStore.open(address.options(), JdbcHarness.seams(clock))) {
      for (int n = 0; n < 10; n++) {
        ChatThread source = store.threads().create(samples.thread(ANN), null);
        store.messages().append(ANN, source.id(), samples.numbered("river ", 6), null);
        ChatThread fork = fork(store, source, 5);
        ChatThread ofFork = fork(store, fork, 6);
        ChatThread other = fork(store, source, 3);
        Race.values(
            Race.among(
                Stream.of(source, fork, ofFork, other)
                    .<Callable<Boolean>>map(thread -> () -> ended(store, thread))
                    .toList()));
      }
      store.threads().purge(1_000);
    }
    assertEmpty(
        address, List.of("tk_threads", "tk_messages", "tk_message_words", "tk_thread_sources"));
  }

  /** With a message of its own, and searched. */
  private ChatThread fork(ThreadStore store, ChatThread source, long position) {
    ThreadFork plan =
        new ThreadFork(
            samples.ids().thread(), new ForkPoint(source.id(), position), null, source.createdAt());
    ChatThread fork = store.threads().fork(ANN, plan, null);
    store.messages().append(ANN, fork.id(), samples.drafts("another river"), null);
    SearchQuery river = SearchQuery.of("river").in(fork.id());
    store.search().search(ANN, river, PageRequest.newestFirst());
    return fork;
  }

  private static boolean ended(ThreadStore store, ChatThread thread) {
    store.threads().delete(ANN, thread.id());
    return true;
  }

  private static void assertEmpty(DatabaseAddress address, List<String> tables)
      throws SQLException {
    try (Connection connection = address.connect();
        var statement = connection.createStatement()) {
      for (String table : tables) {
        try (var rows = statement.executeQuery("select count(*) from " + table)) {
          rows.next();
          assertThat(rows.getInt(1)).as(table).isZero();
        }
      }
    }
  }

  private void deleteAtWork(ThreadStore store) {
    ChatThread thread = store.threads().create(samples.thread(ANN), null);
    Lease lease =
        Objects.requireNonNull(
            store
                .runs()
                .submit(ANN, samples.submission(thread.id(), List.of()).bornOf(Samples.WORKER))
                .lease());
    StepId step = samples.ids().step();
    RunStep done = samples.step(lease.runId());
    Callable<Boolean> begin =
        () -> {
          store.toolCalls().begin(lease, step, "call");
          return true;
        };
    Callable<Boolean> advance =
        () -> {
          store.queue().commit(lease, RunCommit.of(RunMove.ADVANCE).with(done, done.usage()));
          return true;
        };
    Callable<Boolean> sumUp =
        () -> {
          store
              .summaries()
              .add(
                  ANN, samples.summary(thread.id(), "model", 1, "what was said"), Samples.NO_BASIS);
          return true;
        };
    Callable<Boolean> delete =
        () -> {
          store.threads().delete(ANN, thread.id());
          return true;
        };
    Race.among(List.of(begin, advance, sumUp, delete)).get(3).get();
  }
}
