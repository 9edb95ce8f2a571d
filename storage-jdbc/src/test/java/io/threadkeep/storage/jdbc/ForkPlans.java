package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_MESSAGES;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_THREAD_SOURCES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.max;

import io.threadkeep.id.MessageId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.kit.Samples;
import io.threadkeep.page.Order;
import io.threadkeep.storage.jdbc.SourceRows.Range;
import io.threadkeep.storage.jdbc.schema.tables.records.TkThreadSourcesRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;

/** How logs of forks are read and ended: no query looks at more than it needs. */
final class ForkPlans {
  private static final Map<Database, String> SOURCES_KEY =
      Map.of(
          Database.H2, "primary_key",
          Database.POSTGRESQL, "tk_thread_sources_pk",
          Database.MARIADB, "primary");

  private static final Map<Database, String> MESSAGES_KEY =
      Map.of(
          Database.H2, "primary_key",
          Database.POSTGRESQL, "tk_messages_pk",
          Database.MARIADB, "primary");

  private static final String OTHER = "thread_000000000000000000000000";

  private ForkPlans() {}

  /** A few thousand forks, among them hundreds of {@code source}. */
  static void fill(DSLContext sql, Samples samples, ThreadId source) {
    List<TkThreadSourcesRecord> rows = new ArrayList<>();
    for (int n = 0; n < 1_000; n++) {
      String fork = samples.ids().thread().value();
      String other = samples.ids().thread().value();
      rows.add(new TkThreadSourcesRecord(fork, 40L, 1L, n % 5 == 0 ? source.value() : other));
      rows.add(new TkThreadSourcesRecord(fork, 50L, 41L, samples.ids().thread().value()));
    }
    sql.insertInto(TK_THREAD_SOURCES, TK_THREAD_SOURCES.fields()).valuesOfRecords(rows).execute();
  }

  private static ThreadId fork(DSLContext sql) {
    return new ThreadId(
        sql.select(max(TK_THREAD_SOURCES.THREAD_ID))
            .from(TK_THREAD_SOURCES)
            .fetchSingle()
            .value1());
  }

  static void assertFollowIndexes(
      Database kind, DSLContext sql, Tables tables, Scope scope, ThreadId thread) {
    String sourcesKey = Objects.requireNonNull(SOURCES_KEY.get(kind));
    String messagesKey = Objects.requireNonNull(MESSAGES_KEY.get(kind));
    SourceRows sources = tables.sources();
    for (Order order : Order.values()) {
      PlanTest.assertReads(sql, sources.select(sql, scope, thread, order, 900, 20), sourcesKey);
    }
    PlanTest.assertReads(
        sql, sources.end(sql, thread, new ThreadId(OTHER)), "tk_thread_sources_by_source");
    PlanTest.assertFollows(kind, sql, sources.reading(sql, thread), "tk_thread_sources_by_source");
    String alone = PlanTest.assertReads(sql, sources.readingAlone(sql, fork(sql)), sourcesKey);
    assertThat(alone).contains("tk_thread_sources_by_source");
    PlanTest.assertReads(
        sql,
        tables
            .logs()
            .select(sql, List.of(new Range(thread, 1, 10), new Range(new ThreadId(OTHER), 11, 20))),
        "tk_messages_by_position");
    String message = sql.select(TK_MESSAGES.ID).from(TK_MESSAGES).limit(1).fetchSingle().value1();
    PlanTest.assertReads(
        sql,
        sql.selectFrom(TK_MESSAGES).where(LogReading.isIn(scope, thread, message)),
        messagesKey);
    PlanTest.assertReads(sql, HolderRows.row(sql, scope, new MessageId(message)), messagesKey);
    PlanTest.assertReads(
        sql, HolderRows.reader(sql, scope, thread.value(), 7), "tk_thread_sources_by_source");
  }
}
