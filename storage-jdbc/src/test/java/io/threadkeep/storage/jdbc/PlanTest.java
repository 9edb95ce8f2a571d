package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_EVENTS;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_RUNS;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_SUMMARIES;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_THREADS;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_THREAD_METADATA;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_USAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.noCondition;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.Samples;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.Order;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.RunStatus;
import io.threadkeep.storage.jdbc.schema.tables.records.TkEventsRecord;
import io.threadkeep.storage.jdbc.schema.tables.records.TkRunsRecord;
import io.threadkeep.storage.jdbc.schema.tables.records.TkSummariesRecord;
import io.threadkeep.storage.jdbc.schema.tables.records.TkThreadMetadataRecord;
import io.threadkeep.storage.jdbc.schema.tables.records.TkThreadsRecord;
import io.threadkeep.storage.jdbc.schema.tables.records.TkUsageRecord;
import io.threadkeep.storage.jdbc.server.DatabaseAddress;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.storage.jdbc.server.Servers;
import io.threadkeep.store.RetentionStep;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import io.threadkeep.usage.UsageQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.TestAbortedException;

/**
 * Looks at the plans of the hot queries, on every database: each follows the index made for it, in
 * its order, and sorts nothing. H2 and MariaDB each need the order said in another way.
 */
class PlanTest {
  private static final Scope ANN = Scope.user("acme", "ann");
  private static final Scope ACME = Scope.tenant("acme");
  private static final Scope ONE_OF_MANY = Scope.user("acme", "user 7");

  private static final Map<Database, String> ANALYZE =
      Map.of(
          Database.H2, "analyze",
          Database.POSTGRESQL, "analyze",
          Database.MARIADB,
              "analyze table tk_threads, tk_thread_metadata, tk_messages, tk_runs, tk_events,"
                  + " tk_usage, tk_summaries, tk_thread_sources");

  /** How each database calls the index behind a primary key. */
  private static final Map<Database, String> SUMMARIES_KEY =
      Map.of(
          Database.H2, "primary_key",
          Database.POSTGRESQL, "tk_summaries_pk",
          Database.MARIADB, "primary");

  private static final Map<Database, String> PRIMARY_KEY =
      Map.of(
          Database.H2, "primary_key",
          Database.POSTGRESQL, "tk_threads_pk",
          Database.MARIADB, "primary");

  @ParameterizedTest
  @EnumSource
  void hotQueriesFollowTheirIndexes(Database kind) throws SQLException {
    DatabaseAddress database = server(kind).fresh();
    Dialect dialect = Dialect.of(kind);
    ThreadId thread = fill(database, dialect);
    try (Connection connection = database.connect()) {
      DSLContext sql = DSL.using(connection, dialect.jooq(), Transactions.settings());
      sql.execute(ANALYZE.get(kind));
      PageRequest page = PageRequest.newestFirst();
      Tables tables = Tables.of(dialect, dialect.clock(), Seals.OFF);
      Keyset.Key after = new Keyset.Key(Long.MAX_VALUE, "thread_z");

      Query window = tables.messages().select(sql, ANN, thread, Order.NEWEST_FIRST, 900, 20);
      assertFollows(kind, sql, window, "tk_messages_by_position");
      assertFollows(
          kind,
          sql,
          ThreadSearch.select(sql, dialect, ANN, ThreadQuery.ALL, page, after, noCondition()),
          "tk_threads_of_user");
      assertFollows(
          kind,
          sql,
          ThreadSearch.select(sql, dialect, ACME, ThreadQuery.ALL, page, after, noCondition()),
          "tk_threads_of_tenant");
      assertFollows(
          kind,
          sql,
          ThreadSearch.select(
              sql, dialect, ACME, ThreadQuery.with("topic", "maps"), page, after, noCondition()),
          "tk_thread_metadata_by_pair");
      assertFollows(
          kind,
          sql,
          new DueRuns(dialect, dialect.clock())
              .claimable(sql, new GateRows(dialect.clock()).isOpen(TK_RUNS.MODEL), 5),
          "tk_runs_by_turn");
      SealedPlans.assertClaimsFollowTurns(kind, sql, tables.runs().due());
      FairQueue queue = new FairQueue(dialect, dialect.clock());
      assertFollows(kind, sql, queue.first(), "tk_runs_by_turn");
      assertFollows(kind, sql, queue.highest(RunStatus.COMPLETED), "tk_runs_by_turn");
      assertFollows(kind, sql, queue.highest(ANN, RunStatus.COMPLETED), "tk_runs_by_owner");
      assertFollows(
          kind,
          sql,
          tables.runs().events().oldest(sql, Duration.ofHours(24), 100),
          "tk_events_by_age");
      Query summary = tables.summaries().select(sql, ANN, thread, "model 7", 900);
      assertFollows(kind, sql, summary, Objects.requireNonNull(SUMMARIES_KEY.get(kind)));
      assertReads(sql, WaitingRuns.stalled(sql, 5), "tk_runs_waiting");
      assertFollows(kind, sql, tables.life().due(sql, 5), "tk_threads_to_purge");
      assertFollows(
          kind,
          sql,
          new RetentionWalk(tables, dialect, dialect.clock())
              .next(sql, new RetentionStep(List.of(), thread, 5)),
          Objects.requireNonNull(PRIMARY_KEY.get(kind)));
      assertFollows(
          kind, sql, tables.messages().oldest(sql, thread, 7, 5), "tk_messages_by_position");
      UsageQuery september =
          UsageQuery.between(LocalDate.of(2026, 9, 1), LocalDate.of(2026, 9, 30));
      assertReads(sql, new UsageSums(sql, ONE_OF_MANY, september).ofRuns(), "tk_runs_by_owner");
      assertReads(
          sql, new UsageSums(sql, ANN, september.ofThread(thread)).ofRuns(), "tk_runs_by_thread");
      assertReads(sql, new UsageSums(sql, ACME, september).ofLedger(), "tk_usage_by_day");
      SealedPlans.assertResealingFollowsPrimaryKeys(kind, sql);
      ForkPlans.assertFollowIndexes(kind, sql, tables, ANN, thread);
    }
  }

  static void assertFollows(Database kind, DSLContext sql, Query query, String index) {
    String plan = assertReads(sql, query, index);
    switch (kind) {
      case H2 -> assertThat(plan).contains("index sorted");
      // A pair's rows may be few enough to be sorted: key and value make PostgreSQL expect fewer.
      case POSTGRESQL ->
          assertThat(plan.contains("sort key") && !index.endsWith("by_pair")).isFalse();
      case MARIADB -> assertThat(plan).doesNotContain("filesort");
    }
  }

  /** That the query looks at nothing but what the index finds; returns its plan. */
  static String assertReads(DSLContext sql, Query query, String index) {
    String plan =
        sql.fetch("explain " + sql.renderInlined(query)).stream()
            .map(row -> Arrays.toString(row.intoArray()))
            .collect(Collectors.joining("\n"))
            .toLowerCase(Locale.ROOT);
    // One row for each model that ever had a gate: too few for a planner to want the index.
    assertThat(plan.replace("seq scan on tk_gates", ""))
        .as("plan of %s", query)
        .contains(index)
        .doesNotContain("seq scan", "tablescan");
    return plan;
  }

  /** A thread of a thousand messages among rows enough for a planner to see the difference. */
  private static ThreadId fill(DatabaseAddress database, Dialect dialect) throws SQLException {
    Samples samples = new Samples(new ManualClock());
    ChatThread thread = samples.thread(ANN, Metadata.of("topic", "maps"));
    try (ThreadStore store = JdbcThreadStore.open(database.options())) {
      store.threads().create(thread, null);
      for (int i = 0; i < 10; i++) {
        store.messages().append(ANN, thread.id(), samples.numbered("message ", 100), null);
      }
      store.runs().submit(ANN, samples.submission(thread.id(), samples.drafts("And now?")));
    }
    try (Connection connection = database.connect()) {
      DSLContext sql = DSL.using(connection, dialect.jooq(), Transactions.settings());
      multiply(sql, samples);
      ForkPlans.fill(sql, samples, thread.id());
    }
    return thread.id();
  }

  private static void multiply(DSLContext sql, Samples samples) {
    TkRunsRecord run = sql.fetchSingle(TK_RUNS);
    for (int batch = 0; batch < 20; batch++) {
      List<TkThreadsRecord> threads = new ArrayList<>();
      List<TkThreadMetadataRecord> pairs = new ArrayList<>();
      List<TkRunsRecord> runs = new ArrayList<>();
      List<TkEventsRecord> events = new ArrayList<>();
      List<TkUsageRecord> usage = new ArrayList<>();
      List<TkSummariesRecord> summaries = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String id = samples.ids().thread().value();
        String topic = i % 20 == 0 ? "maps" : "topic " + i;
        long created = batch * 1_000L + i;
        String user = i % 20 == 1 ? "ann" : "user " + i;
        threads.add(
            new TkThreadsRecord(
                id,
                "acme",
                user,
                "{}",
                0L,
                created,
                0,
                i % 3 == 0 ? "archived" : i % 50 == 1 ? "deleted" : "active",
                created,
                i % 50 == 1 ? Long.valueOf(created) : null,
                0L,
                null,
                0L));
        pairs.add(
            new TkThreadMetadataRecord(
                id, "topic", topic, PairHash.of("topic", topic), "acme", created));
        TkRunsRecord copy = run.into(TK_RUNS);
        copy.setId(samples.ids().run().value());
        copy.setThreadId(id);
        copy.setTurn(created);
        LocalDate day = LocalDate.of(2026, 1, 1).plusDays(batch * 20L + i % 20);
        copy.setCreatedAt(Micros.ofDay(day));
        copy.setActiveThreadId(i % 10 == 0 ? id : null);
        copy.setStatus(Names.name(i % 10 == 0 ? RunStatus.QUEUED : RunStatus.COMPLETED));
        runs.add(copy);
        summaries.add(
            new TkSummariesRecord(
                run.getThreadId(),
                "model " + i % 10,
                created,
                1L,
                "what was said",
                17,
                1L,
                1L,
                0L,
                0L,
                created));
        events.add(new TkEventsRecord(copy.getId(), 1L, 7L, "{}", created));
        usage.add(used(user, day, id));
        events.add(new TkEventsRecord(copy.getId(), 8L, 9L, "{}", created));
      }
      sql.insertInto(TK_THREADS, TK_THREADS.fields()).valuesOfRecords(threads).execute();
      sql.insertInto(TK_THREAD_METADATA, TK_THREAD_METADATA.fields())
          .valuesOfRecords(pairs)
          .execute();
      sql.insertInto(TK_RUNS, TK_RUNS.fields()).valuesOfRecords(runs).execute();
      sql.insertInto(TK_EVENTS, TK_EVENTS.fields()).valuesOfRecords(events).execute();
      sql.insertInto(TK_USAGE, TK_USAGE.fields()).valuesOfRecords(usage).execute();
      sql.insertInto(TK_SUMMARIES, TK_SUMMARIES.fields()).valuesOfRecords(summaries).execute();
    }
  }

  private static TkUsageRecord used(String user, LocalDate day, String entry) {
    return new TkUsageRecord("acme", user, Micros.ofDay(day), "", "m", entry, 1L, 2L, 3L, 4L, 5L);
  }

  static DatabaseServer server(Database kind) {
    Optional<DatabaseServer> server =
        switch (kind) {
          case H2 -> Servers.h2File();
          case POSTGRESQL -> Servers.postgres();
          case MARIADB -> Servers.mariaDb();
        };
    return server.orElseThrow(() -> new TestAbortedException("not on this machine; see above"));
  }
}
