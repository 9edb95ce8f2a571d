package io.threadkeep.storage.jdbc;

import io.threadkeep.internal.time.Durations;
import io.threadkeep.internal.time.Pause;
import io.threadkeep.store.QueueListener;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what the transactions of all processes tell, on a connection and a thread of its own, from
 * the first listener on until the store is closed. A connection that breaks is replaced, and
 * listeners are then told to look for themselves: nobody knows what was missed.
 */
final class PostgresEar implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresEar.class);
  private static final int HEARING_MILLIS = 250;

  /** How often nothing is heard before the connection is asked whether it still stands. */
  private static final int SILENCES = 40;

  private static final int ANSWER_SECONDS = 5;

  private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final DataSource source;
  private final Pause pause;
  private final List<QueueListener> listeners = new CopyOnWriteArrayList<>();
  private @Nullable Thread thread;
  private volatile boolean closed;

  PostgresEar(DataSource source, Pause pause) {
    this.source = source;
    this.pause = pause;
  }

  synchronized QueueListener.Ear listen(QueueListener listener) {
    listeners.add(listener);
    if (thread == null && !closed) {
      thread = new Thread(this::hear, "threadkeep-ear");
      thread.setDaemon(true);
      thread.start();
    }
    return () -> listeners.remove(listener);
  }

  private void hear() {
    Duration wait = SHORTEST_WAIT;
    while (!closed) {
      try (Connection connection = source.getConnection()) {
        if (!connection.isWrapperFor(PGConnection.class)) {
          LOG.info("No news from other processes: the pool's connections are not the driver's.");
          return;
        }
        boolean autoCommit = connection.getAutoCommit();
        try {
          String schema = begin(connection);
          wait = SHORTEST_WAIT;
          listeners.forEach(QueueListener::workIsWaiting);
          hear(connection, schema);
        } finally {
          end(connection, autoCommit);
        }
      } catch (SQLException | RuntimeException | Error e) {
        if (!closed) {
          LOG.warn("No news from other processes until the next try, in {}: {}", wait, cause(e));
          wait = pausedBefore(wait);
        }
      }
    }
  }

  private static String begin(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen " + News.CHANNEL);
      try (var row = statement.executeQuery("select current_schema()")) {
        row.next();
        return String.valueOf(row.getString(1));
      }
    }
  }

  private void hear(Connection connection, String schema) throws SQLException {
    PGConnection driver = connection.unwrap(PGConnection.class);
    int silences = 0;
    while (!closed) {
      PGNotification[] heard = driver.getNotifications(HEARING_MILLIS);
      if (heard != null && heard.length > 0) {
        silences = 0;
        for (PGNotification one : heard) {
          News.tell(one.getParameter(), schema, listeners);
        }
      } else if (++silences % SILENCES == 0 && !connection.isValid(ANSWER_SECONDS)) {
        throw new SQLException("The connection is gone.");
      }
    }
  }

  /** The pool gets back what it has lent. */
  private static void end(Connection connection, boolean autoCommit) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("unlisten " + News.CHANNEL);
      connection.setAutoCommit(autoCommit);
    } catch (SQLException e) {
      LOG.debug("The connection is gone, and with it what it was to hear", e);
    }
  }

  /** Waits, and says how long to wait the next time. */
  private Duration pausedBefore(Duration wait) {
    try {
      pause.pause(wait);
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
    }
    return Durations.shorter(wait.multipliedBy(2), LONGEST_WAIT);
  }

  /** What others' messages say may hold an address with a password. */
  private static String cause(Throwable e) {
    return e instanceof SQLException sql
        ? "SQL state " + sql.getSQLState()
        : e.getClass().getSimpleName();
  }

  /** Comes back when the connection has gone back to where it came from. */
  @Override
  public void close() {
    closed = true;
    Thread hearing;
    synchronized (this) {
      hearing = thread;
    }
    if (hearing == null) {
      return;
    }
    hearing.interrupt();
    try {
      hearing.join(LONGEST_WAIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
