package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.id.Scope;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.OnlyInChaos;
import io.threadkeep.kit.Samples;
import io.threadkeep.storage.jdbc.server.DatabaseAddress;
import io.threadkeep.storage.jdbc.server.Servers;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Half of a million messages, or of as many as {@code threadkeep.soak.messages} says, outlive their
 * time. A JVM with little memory removes them on PostgreSQL while 64 threads keep talking: nothing
 * is lost that should stay. Prints its rate.
 */
@OnlyInChaos
class RetentionSoakTest {
  private static final Scope TALKERS = Scope.user("acme", "talker");
  private static final int MESSAGES = Integer.getInteger("threadkeep.soak.messages", 1_000_000);
  private static final int IN_A_THREAD = 100;
  private static final int TALKING = 64;

  @Test
  void retentionHoldsUpNobodyAndLosesNothing() throws Exception {
    Assumptions.assumeTrue(Servers.postgres().isPresent(), "not on this machine");
    DatabaseAddress database = Servers.postgres().orElseThrow().fresh();
    Samples samples = new Samples(new ManualClock());
    ExecutorService talkers = Executors.newFixedThreadPool(TALKING);
    AtomicBoolean over = new AtomicBoolean();
    Map<ChatThread, Long> said = new ConcurrentHashMap<>();
    try (ThreadStore store =
        JdbcThreadStore.open(database.options().withPool(16, Duration.ofSeconds(30)))) {
      fill(database);
      List<ChatThread> threads =
          Stream.generate(() -> store.threads().create(samples.thread(TALKERS), null))
              .limit(TALKING)
              .toList();
      List<Future<?>> talking = new ArrayList<>();
      for (ChatThread thread : threads) {
        talking.add(talkers.submit(() -> talk(store, thread, said, over)));
      }
      String done = tidyUp(database);
      over.set(true);
      for (Future<?> one : talking) {
        one.get();
      }
      long whileTidying = said.values().stream().mapToLong(count -> count).sum();
      System.out.println(done + "; meanwhile " + whileTidying + " messages were said");
      for (ChatThread thread : threads) {
        assertThat(store.threads().find(TALKERS, thread.id()).orElseThrow().messageCount())
            .isEqualTo(said.get(thread));
      }
      assertThat(whileTidying).isGreaterThan(TALKING);
      assertThat(count(database, "tk_messages")).isEqualTo(MESSAGES / 2 + whileTidying);
      assertThat(count(database, "tk_threads")).isEqualTo(MESSAGES / IN_A_THREAD / 2 + TALKING);
    } finally {
      talkers.shutdownNow();
    }
  }

  private static void talk(
      ThreadStore store, ChatThread thread, Map<ChatThread, Long> said, AtomicBoolean over) {
    Samples own = new Samples(new ManualClock(), thread.id().hashCode());
    long count = 0;
    do {
      store.messages().append(TALKERS, thread.id(), own.drafts("still here"), null);
      said.put(thread, ++count);
    } while (!over.get());
  }

  private static String tidyUp(DatabaseAddress database) throws Exception {
    try (ChildJvm child = ChildJvm.startSmall("64m", TidyJvm.class, database, "soak")) {
      List<String> lines = child.read(Integer.MAX_VALUE);
      assertThat(child.awaitEnd()).isZero();
      String last = lines.get(lines.size() - 1);
      assertThat(last).contains("FINISHED").contains("done=" + MESSAGES / IN_A_THREAD / 2);
      return last;
    }
  }

  /** Every other thread was active long ago, the others just now. */
  private static void fill(DatabaseAddress database) throws SQLException {
    try (Connection connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute(
          "insert into tk_threads (id, tenant, user_id, metadata, message_count, created_at,"
              + " waiting_runs, state, active_at) select 'thread_' || lpad(n::text, 24, '0'),"
              + " 'acme', 'user ' || n % 1000, '{}', "
              + IN_A_THREAD
              + ", 1, 0, 'active', case when n % 2 = 0 then 1 else"
              + " cast(extract(epoch from now()) * 1000000 as bigint) end"
              + " from generate_series(0, "
              + (MESSAGES / IN_A_THREAD - 1)
              + ") n");
      statement.execute(
          "insert into tk_messages (id, thread_id, position, body, tokens, created_at)"
              + " select 'msg_' || lpad(n::text, 24, '0'), 'thread_' || lpad((n / "
              + IN_A_THREAD
              + ")::text, 24, '0'), n % "
              + IN_A_THREAD
              + " + 1, '{\"role\":\"USER\",\"content\":[{\"type\":\"text\",\"text\":\"'"
              + " || repeat('word ', 50) || '\"}]}', 50, 1 from generate_series(0, "
              + (MESSAGES - 1)
              + ") n");
      statement.execute("analyze");
    }
  }

  private static long count(DatabaseAddress database, String table) throws SQLException {
    try (Connection connection = database.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
