package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.id.Scope;
import io.threadkeep.kit.Chaos;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.Samples;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.PageRequest;
import io.threadkeep.storage.jdbc.server.DatabaseAddress;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.storage.jdbc.server.Servers;
import io.threadkeep.store.ThreadFork;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ForkPoint;
import io.threadkeep.thread.ThreadQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Retention and erasure are killed again and again, wherever they are, and begun anew: what is left
 * in the end, and what is told of it, is as if nothing had happened.
 */
class KilledTidyTest {
  private static final Scope OTHER = Scope.user("acme", "bob");
  private static final int THREADS = 12;
  private static final int MESSAGES = 20;

  static Stream<DatabaseServer> databases() {
    return Stream.of(Servers.h2File(), Servers.postgres()).flatMap(Optional::stream);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void anErasureComesToTheSameEnd(DatabaseServer server) throws Exception {
    DatabaseAddress database = server.fresh();
    List<ChatThread> kept = fill(database);
    String last = killAndBeginAnew(database, "erase", 15);
    assertThat(last)
        .startsWith("done ")
        .contains("messages=" + THREADS * MESSAGES)
        .contains("threads=" + THREADS);
    assertLeft(database, kept);
  }

  @ParameterizedTest
  @MethodSource("databases")
  void retentionComesToTheSameEnd(DatabaseServer server) throws Exception {
    DatabaseAddress database = server.fresh();
    List<ChatThread> kept = fill(database);
    String last = killAndBeginAnew(database, "retain", 6);
    assertThat(last)
        .isEqualTo(
            "done FINISHED pass 1 looked "
                + (THREADS + kept.size())
                + " RuleCount[matched="
                + THREADS
                + ", done="
                + THREADS
                + ", skipped=0]");
    assertLeft(database, kept);
  }

  /** The last word of the process that was let live. */
  private static String killAndBeginAnew(DatabaseAddress database, String work, int batches)
      throws Exception {
    Random random = new Random(work.hashCode());
    for (int kills = Chaos.times(2, 40); kills > 0; kills--) {
      try (ChildJvm child = ChildJvm.start(TidyJvm.class, database, work)) {
        List<String> said = child.read(1 + random.nextInt(Math.max(1, batches / 4)));
        assertThat(said).isNotEmpty();
        child.kill();
      }
      theLeaseRunsOut(database);
    }
    try (ChildJvm child = ChildJvm.start(TidyJvm.class, database, work)) {
      List<String> said = child.read(Integer.MAX_VALUE);
      assertThat(child.awaitEnd()).isZero();
      return said.get(said.size() - 1);
    }
  }

  private static void theLeaseRunsOut(DatabaseAddress database) throws SQLException {
    try (Connection connection = database.connect();
        var update = connection.createStatement()) {
      update.execute("update tk_jobs set lease_until = 0");
    }
  }

  /** Threads to be removed, and others to stay. */
  private static List<ChatThread> fill(DatabaseAddress database) {
    Samples samples = new Samples(new ManualClock());
    try (ThreadStore store = JdbcThreadStore.open(database.options())) {
      for (int n = 0; n < THREADS / 2; n++) {
        ChatThread thread = samples.thread(TidyJvm.USER, Metadata.of("tidy", "yes"));
        fork(store, say(store, thread, samples), samples);
      }
      return Stream.generate(() -> say(store, samples.thread(OTHER), samples)).limit(3).toList();
    }
  }

  private static ChatThread say(ThreadStore store, ChatThread thread, Samples samples) {
    store.threads().create(thread, null);
    store
        .messages()
        .append(thread.owner(), thread.id(), samples.numbered("message ", MESSAGES), null);
    return thread;
  }

  /** With as many messages of its own. */
  private static void fork(ThreadStore store, ChatThread source, Samples samples) {
    ThreadFork fork =
        new ThreadFork(
            samples.ids().thread(),
            new ForkPoint(source.id(), MESSAGES / 2),
            null,
            source.createdAt());
    store.threads().fork(source.owner(), fork, null);
    store
        .messages()
        .append(source.owner(), fork.id(), samples.numbered("message ", MESSAGES), null);
  }

  private static void assertLeft(DatabaseAddress database, List<ChatThread> kept)
      throws SQLException {
    try (ThreadStore store = JdbcThreadStore.open(database.options())) {
      assertThat(
              store
                  .threads()
                  .list(Scope.tenant("acme"), ThreadQuery.ALL, PageRequest.oldestFirst().limit(100))
                  .items())
          .extracting(ChatThread::id)
          .containsExactlyElementsOf(kept.stream().map(ChatThread::id).toList());
    }
    assertThat(count(database, "tk_messages")).isEqualTo(kept.size() * MESSAGES);
    assertThat(count(database, "tk_threads")).isEqualTo(kept.size());
    assertThat(count(database, "tk_thread_sources")).isZero();
  }

  private static int count(DatabaseAddress database, String table) throws SQLException {
    try (Connection connection = database.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
