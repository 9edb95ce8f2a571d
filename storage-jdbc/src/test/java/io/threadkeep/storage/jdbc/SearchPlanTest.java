package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_MESSAGES;
import static io.threadkeep.storage.jdbc.schema.Tables.TK_THREADS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.max;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.Samples;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.page.PageRequest;
import io.threadkeep.search.SearchQuery;
import io.threadkeep.storage.jdbc.SourceRows.Range;
import io.threadkeep.storage.jdbc.schema.tables.records.TkThreadsRecord;
import io.threadkeep.storage.jdbc.server.DatabaseAddress;
import io.threadkeep.thread.ThreadState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Looks at the plans of a search among four tenants' messages: it follows the text index or the
 * index of what is its own, and never goes through a table.
 */
class SearchPlanTest {
  private static final Scope ANN = Scope.user("acme", "ann");
  private static final PageRequest PAGE = PageRequest.newestFirst();

  @ParameterizedTest
  @EnumSource
  void aSearchReadsWhatIsItsOwn(Database kind) throws SQLException {
    DatabaseAddress database = PlanTest.server(kind).fresh();
    Dialect dialect = Dialect.of(kind);
    JdbcThreadStore.open(database.options()).close();
    try (Connection connection = database.connect()) {
      DSLContext sql = DSL.using(connection, dialect.jooq(), Transactions.settings());
      MessageWordRows words = new MessageWordRows(dialect, dialect.wordIndex());
      ThreadId thread = fill(sql, words);
      sql.execute(
          kind == Database.MARIADB
              ? "analyze table tk_threads, tk_messages, tk_message_words"
              : "analyze");
      SearchQuery rare = SearchQuery.of("rare number7");
      boolean textSearch = dialect.wordIndex().isPresent();
      assertThat(plan(sql, words, ANN, rare))
          .contains(textSearch ? "tk_message_words_by_token" : "tk_message_words_by_user");
      assertThat(plan(sql, words, Scope.tenant("acme"), rare))
          .contains(textSearch ? "tk_message_words_by_token" : "tk_message_words_by_tenant");
      assertThat(plan(sql, words, ANN, rare.in(thread)))
          .contains(textSearch ? "tk_message_words_by_token" : "tk_message_words_by_thread");
      assertThat(plan(sql, words, ANN, SearchQuery.of("common")))
          .contains(textSearch ? "tk_message_words_by_token" : "tk_message_words_by_user");
      Keyset.Key after = new Keyset.Key(Long.MAX_VALUE, "thread_z");
      ThreadId second =
          new ThreadId(
              sql.select(max(TK_THREADS.ID))
                  .from(TK_THREADS)
                  .where(TK_THREADS.USER_ID.eq("ann"))
                  .fetchSingle()
                  .value1());
      List<Range> logs = List.of(new Range(thread, 1, 50), new Range(second, 51, Long.MAX_VALUE));
      String inFork =
          PlanTest.assertReads(
              sql,
              words.candidates(sql, ANN, rare.in(second), logs, PAGE, after),
              "tk_message_words_by_");
      assertThat(
              inFork.split(textSearch ? "tk_message_words_by_token" : "tk_message_words_by_thread"))
          .hasSizeGreaterThan(2);

      UnreadThreads unread = new UnreadThreads(dialect);
      PlanTest.assertReads(
          sql,
          unread.select(sql, ANN, null, ThreadState.ACTIVE, PAGE, after),
          "tk_threads_of_user");
      PlanTest.assertReads(
          sql,
          unread.select(sql, Scope.tenant("acme"), null, ThreadState.ACTIVE, PAGE, after),
          "tk_threads_of_");
    }
  }

  private static String plan(
      DSLContext sql, MessageWordRows words, Scope scope, SearchQuery query) {
    Keyset.Key after = new Keyset.Key(Long.MAX_VALUE, "msg_z");
    return PlanTest.assertReads(
        sql, words.candidates(sql, scope, query, PAGE, after), "tk_message_words_by_");
  }

  /** 40 threads of 100 messages, half of them Ann's, and many empty ones; returns one of hers. */
  private static ThreadId fill(DSLContext sql, MessageWordRows words) {
    Samples samples = new Samples(new ManualClock());
    MessageRows messages = new MessageRows(Dialect.of(Database.H2), Seal.NONE);
    List<TkThreadsRecord> threads = new ArrayList<>();
    for (int n = 0; n < 2_000; n++) {
      boolean anns = n < 20;
      Scope owner = anns ? ANN : Scope.user("tenant " + n % 4, "user " + n);
      ThreadId thread = samples.ids().thread();
      threads.add(
          new TkThreadsRecord(
              thread.value(),
              owner.tenant(),
              owner.user(),
              "{}",
              100L,
              1_000L + n,
              0,
              "active",
              1_000L + n,
              null,
              100L,
              null,
              0L));
      if (n < 40) {
        List<MessageDraft> drafts =
            samples.numbered(n % 20 == 0 ? "common rare number" : "common number", 100);
        List<Message> log = messages.insert(sql, thread, 100, drafts);
        words.insert(
            sql, log.stream().map(message -> words.row(owner, message).orElseThrow()).toList());
      }
    }
    sql.insertInto(TK_THREADS, TK_THREADS.fields()).valuesOfRecords(threads).execute();
    LastWrites.in(sql).forEach(Query::execute);
    assertThat(sql.fetchCount(TK_MESSAGES)).isEqualTo(4_000);
    return new ThreadId(threads.get(0).getId());
  }
}
