package io.threadkeep.storage.jdbc;

import io.threadkeep.id.Scope;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.kit.Samples;
import io.threadkeep.kit.Trial;
import io.threadkeep.message.Message;
import io.threadkeep.message.NewMessage;
import io.threadkeep.page.PageRequest;
import io.threadkeep.secrecy.Encryption;
import io.threadkeep.storage.jdbc.JdbcThreadStore.Seams;
import io.threadkeep.storage.jdbc.server.DatabaseAddress;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.thread.ChatThread;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A database whose content is sealed, several stores on it, and somebody who writes to it past
 * them. Its clocks stand still until they are moved.
 */
final class SealedHouse implements AutoCloseable {
  static final Scope ANN = Scope.user("acme", "ann");
  static final Scope BOB = Scope.user("beta", "bob");
  static final Scope CLEO = Scope.user("core", "cleo");

  private final ManualClock clock = new ManualClock();
  private final Samples samples = new Samples(clock);
  private final TestKeys keys = new TestKeys();
  private final AtomicLong nanos = new AtomicLong();
  private final Deque<JdbcThreadStore> opened = new ArrayDeque<>();
  private final JdbcOptions options;
  private final DatabaseAddress database;
  private final JdbcThreadStore store;

  SealedHouse(DatabaseServer server) {
    this(server, 4);
  }

  SealedHouse(DatabaseServer server, int connections) {
    this.database = server.fresh();
    this.options = database.options().withPool(connections, Duration.ofSeconds(5));
    this.store = open();
  }

  JdbcThreadStore store() {
    return store;
  }

  Samples samples() {
    return samples;
  }

  TestKeys keys() {
    return keys;
  }

  ManualClock clock() {
    return clock;
  }

  DatabaseAddress database() {
    return database;
  }

  Encryption encryption() {
    return store.encryption().orElseThrow();
  }

  /** Another store, as of another process. */
  JdbcThreadStore open() {
    return open(EncryptionOptions.with(keys));
  }

  JdbcThreadStore open(@Nullable EncryptionOptions encryption) {
    Seams seams =
        new Seams(Backoff.system(), () -> DSL.val(Micros.of(clock.instant())), nanos::get);
    opened.push(JdbcThreadStore.open(options, encryption, seams));
    return opened.element();
  }

  /** Lets all stores forget what they know of keys. */
  void forgetKeys() {
    pass(Keyring.KEPT.plus(Keyring.KEPT_WHILE_AWAY));
  }

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos() + 1);
  }

  ChatThread thread(Scope owner) {
    return store.threads().create(samples.thread(owner), null);
  }

  Message say(ChatThread thread, String text) {
    return say(store, thread, text);
  }

  Message say(JdbcThreadStore in, ChatThread thread, String text) {
    return in.messages()
        .append(thread.owner(), thread.id(), List.of(samples.draft(NewMessage.user(text))), null)
        .get(0);
  }

  List<String> texts(ChatThread thread) {
    return texts(store, thread);
  }

  List<String> texts(JdbcThreadStore in, ChatThread thread) {
    return Trial.walk(
            PageRequest.oldestFirst().limit(100),
            page -> in.messages().list(thread.owner(), thread.id(), page))
        .stream()
        .map(Message::text)
        .toList();
  }

  RunSubmission submission(ChatThread thread) {
    return samples.submission(thread.id(), samples.drafts("And now?"));
  }

  /** Writes past the stores; returns how many rows it hit. */
  int sql(String statement, Object... values) {
    try (Connection connection = database.connect();
        var prepared = connection.prepareStatement(statement)) {
      for (int i = 0; i < values.length; i++) {
        prepared.setObject(i + 1, values[i]);
      }
      return prepared.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of the one row. */
  String text(String query, Object... values) {
    try (Connection connection = database.connect();
        var prepared = connection.prepareStatement(query)) {
      for (int i = 0; i < values.length; i++) {
        prepared.setObject(i + 1, values[i]);
      }
      try (var rows = prepared.executeQuery()) {
        if (!rows.next()) {
          throw new AssertionError("No row: " + query);
        }
        return rows.getString(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  String body(Message message) {
    return text("select body from tk_messages where id = ?", message.id().value());
  }

  void setBody(Message message, String body) {
    sql("update tk_messages set body = ? where id = ?", body, message.id().value());
  }

  /** All that the tables hold, in words. */
  String dump() {
    try (StoredRows rows = StoredRows.of(database)) {
      return rows.read().toString();
    }
  }

  @Override
  public void close() {
    opened.forEach(JdbcThreadStore::close);
  }
}
