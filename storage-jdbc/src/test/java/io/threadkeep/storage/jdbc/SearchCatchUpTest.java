package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_MESSAGE_WORDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.id.Scope;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.Samples;
import io.threadkeep.kit.Trial;
import io.threadkeep.message.Message;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.search.SearchHit;
import io.threadkeep.search.SearchQuery;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.storage.jdbc.server.Servers;
import io.threadkeep.store.MessageSearch;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a search notes of messages before it can find them: when, how much, and what is left. */
class SearchCatchUpTest {
  private static final Scope ANN = Scope.user("acme", "ann");
  private static final SearchQuery RIVER = SearchQuery.of("river");
  private static final SearchBounds TIGHT = new SearchBounds(3, 7, 5);

  private final ManualClock clock = new ManualClock();
  private final Samples samples = new Samples(clock);

  static Stream<Named<DatabaseServer>> databases() {
    return Stream.concat(
        Servers.h2Memory().map(server -> Named.of("H2 in memory", server)).stream(),
        Databases.remote().filter(server -> !server.getName().startsWith("H2")));
  }

  /** What is about to be done when a connection is asked for. */
  @FunctionalInterface
  private interface Before {
    void connection(int number);
  }

  private final class Setting implements AutoCloseable {
    private final Pools pools;
    private final Dialect dialect;
    private final ThreadStore store;

    Setting(DatabaseServer server) {
      pools = Pools.open(server.fresh().options(), Backoff.system());
      store = new JdbcThreadStore(Pools.of(pools.work(), false), true, JdbcHarness.seams(clock));
      try (Connection connection = pools.work().getConnection()) {
        dialect = Dialect.of(Database.of(connection));
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    MessageSearch search(SearchBounds bounds, Optional<WordIndex> index, Before before) {
      Tables tables = Tables.of(dialect, dialect.clock(), Seals.OFF);
      Tables indexed =
          new Tables(
              tables.threads(),
              tables.life(),
              tables.threadMetadata(),
              tables.messages(),
              tables.sources(),
              tables.assistants(),
              tables.runs(),
              tables.keys(),
              tables.gates(),
              tables.usage(),
              tables.summaries(),
              new Tables.SearchTables(
                  new MessageWordRows(dialect, index), tables.search().unread()),
              tables.budgets(),
              tables.reservations(),
              Seals.OFF);
      return new JdbcMessageSearch(
          new Transactions(watched(pools.work(), before), dialect, Backoff.system()),
          indexed,
          bounds);
    }

    MessageSearch search(SearchBounds bounds) {
      return search(bounds, dialect.wordIndex(), number -> {});
    }

    ChatThread thread(String... texts) {
      ChatThread thread = store.threads().create(samples.thread(ANN), null);
      store.messages().append(ANN, thread.id(), samples.drafts(texts), null);
      return thread;
    }

    List<String> tokens() {
      try (Connection connection = pools.work().getConnection()) {
        return DSL.using(connection, dialect.jooq(), Transactions.settings())
            .selectFrom(TK_MESSAGE_WORDS)
            .fetch(TK_MESSAGE_WORDS.TOKENS);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    boolean hasTextSearch() {
      return dialect.jooq() != SQLDialect.H2;
    }

    @Override
    public void close() {
      pools.owned().run();
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void aLongLogIsReadInManyBoundedCalls(DatabaseServer server) {
    try (Setting keep = new Setting(server)) {
      for (int thread = 0; thread < 5; thread++) {
        keep.thread("river 1", "meadow", "river 2", "meadow", "meadow", "meadow", "river 3");
      }
      MessageSearch search = keep.search(TIGHT);
      List<Message> found = new ArrayList<>();
      PageRequest request = PageRequest.newestFirst().limit(4);
      int noted = 0;
      int calls = 0;
      while (request != null) {
        Page<SearchHit> page = search.search(ANN, RIVER, request);
        page.items().forEach(hit -> found.add(hit.message()));
        int now = keep.tokens().size();
        assertThat(now - noted).isLessThanOrEqualTo(TIGHT.mostNoted() + TIGHT.batch());
        noted = now;
        calls++;
        request = page.next();
      }
      assertThat(found).hasSize(15).doesNotHaveDuplicates();
      assertThat(noted).isEqualTo(35);
      assertThat(calls).isGreaterThanOrEqualTo(7);
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void aProcessThatDiesLeavesWhatTheNextOneGoesOnFrom(DatabaseServer server) {
    try (Setting keep = new Setting(server)) {
      int expected = 0;
      for (int last = 1; last <= 8; last++) {
        keep.thread("river", "a river", "the river", "no meadow", "river", "river", "river");
        keep.thread("river");
        expected += 7;
        int dies = last;
        MessageSearch dying =
            keep.search(
                TIGHT,
                keep.dialect.wordIndex(),
                number -> {
                  if (number == dies) {
                    throw new IllegalStateException("killed");
                  }
                });
        assertThatThrownBy(
                () -> Trial.walk(PageRequest.newestFirst(), page -> dying.search(ANN, RIVER, page)))
            .hasMessage("killed");
        assertThat(walk(keep.search(TIGHT)))
            .as("killed at connection %d", last)
            .hasSize(expected)
            .doesNotHaveDuplicates();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void aThreadThatIsDeletedMeanwhileLeavesNothing(DatabaseServer server) {
    try (Setting keep = new Setting(server)) {
      for (int when = 1; when <= 5; when++) {
        ChatThread thread = keep.thread("river", "a river");
        int moment = when;
        MessageSearch search =
            keep.search(
                SearchBounds.DEFAULT,
                keep.dialect.wordIndex(),
                number -> {
                  if (number == moment) {
                    keep.store.threads().delete(ANN, thread.id());
                  }
                });
        assertThat(search.search(ANN, RIVER, PageRequest.newestFirst()).items()).isEmpty();
        assertThat(keep.tokens()).as("deleted at connection %d", when).isEmpty();
      }
    }
  }

  /** As when a search of another process is quicker. */
  @ParameterizedTest
  @MethodSource("databases")
  void whatAnotherHasNotedMeanwhileIsNotNotedAgain(DatabaseServer server) {
    try (Setting keep = new Setting(server)) {
      ChatThread thread = keep.thread("river", "a river", "the river");
      MessageSearch other = keep.search(SearchBounds.DEFAULT);
      MessageSearch slow =
          keep.search(
              new SearchBounds(10, 100, 100),
              keep.dialect.wordIndex(),
              number -> {
                // Read, and not noted yet.
                if (number == 4) {
                  other.search(ANN, RIVER, PageRequest.newestFirst());
                  keep.store
                      .messages()
                      .append(ANN, thread.id(), samples.drafts("river again", "river more"), null);
                }
              });
      assertThat(walk(slow)).hasSizeBetween(3, 5).doesNotHaveDuplicates();
      assertThat(walk(slow)).hasSize(5).doesNotHaveDuplicates();
      assertThat(keep.tokens()).hasSize(5);
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void whereNoWordsMayBeNotedMessagesAreStillFound(DatabaseServer server) {
    try (Setting keep = new Setting(server)) {
      keep.thread("river", "meadow");
      MessageSearch plain = keep.search(TIGHT, Optional.empty(), number -> {});
      assertThat(walk(plain)).hasSize(1);
      assertThat(keep.tokens()).hasSize(2).allMatch(tokens -> tokens.endsWith(" xxxxxxxxxx"));
      keep.thread("river", "river");
      assertThat(walk(keep.search(TIGHT))).hasSize(3);
      assertThat(walk(plain)).hasSize(3);
    }
  }

  /** The index is asked: it does not know of a message whose tokens are gone. */
  @ParameterizedTest
  @MethodSource("databases")
  void whereThereIsTextSearchItIsAsked(DatabaseServer server) throws SQLException {
    try (Setting keep = new Setting(server)) {
      keep.thread("river", "river");
      assertThat(walk(keep.search(TIGHT))).hasSize(2);
      assertThat(keep.tokens()).noneMatch(tokens -> tokens.contains("river"));
      try (Connection connection = keep.pools.work().getConnection()) {
        connection.createStatement().execute("update tk_message_words set tokens = 'none'");
        if (!connection.getAutoCommit()) {
          connection.commit();
        }
      }
      assertThat(walk(keep.search(TIGHT))).hasSize(keep.hasTextSearch() ? 0 : 2);
    }
  }

  private static List<SearchHit> walk(MessageSearch search) {
    return Trial.walk(PageRequest.newestFirst().limit(4), page -> search.search(ANN, RIVER, page));
  }

  private static DataSource watched(DataSource source, Before before) {
    AtomicInteger connections = new AtomicInteger();
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (self, method, arguments) -> {
              if (method.getName().equals("getConnection")) {
                before.connection(connections.incrementAndGet());
                return source.getConnection();
              }
              throw new UnsupportedOperationException(Objects.toString(method));
            });
  }
}
