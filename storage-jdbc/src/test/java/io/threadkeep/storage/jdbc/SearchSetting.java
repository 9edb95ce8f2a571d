package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.schema.Tables.TK_MESSAGE_WORDS;

import io.threadkeep.id.Scope;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.Samples;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.store.MessageSearch;
import io.threadkeep.store.ThreadFork;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ForkPoint;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** A store whose searches are made here, with bounds of their own, and watched. */
final class SearchSetting implements AutoCloseable {
  static final Scope ANN = Scope.user("acme", "ann");

  /** What is about to be done when a connection is asked for. */
  @FunctionalInterface
  interface Before {
    void connection(int number);
  }

  private final ManualClock clock = new ManualClock();
  private final Samples samples = new Samples(clock);

  private final Pools pools;
  private final Dialect dialect;
  private final ThreadStore store;

  SearchSetting(DatabaseServer server) {
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
            new Tables.SearchTables(new MessageWordRows(dialect, index), tables.search().unread()),
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

  ChatThread fork(ChatThread source, long position) {
    ForkPoint from = new ForkPoint(source.id(), position);
    ThreadFork fork = new ThreadFork(samples.ids().thread(), from, null, source.createdAt());
    return store.threads().fork(ANN, fork, null);
  }

  ThreadStore store() {
    return store;
  }

  Dialect dialect() {
    return dialect;
  }

  Samples samples() {
    return samples;
  }

  Pools pools() {
    return pools;
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
