package io.threadkeep.storage.jdbc;

import io.threadkeep.store.StorageUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * The one place that begins and repeats, and that commits or has the dialect do so.
 *
 * <p>A transaction that met contention, a unique key or a lost connection is rolled back and tried
 * again, up to {@link Backoff#RETRIES} times: every write is idempotent by the ids that its caller
 * made. Work is told which {@link Attempt} it is, and looks for its own traces from the second on.
 */
final class Transactions {

  /** What happens between begin and commit; may be called again. */
  @FunctionalInterface
  interface Work<T> {
    T in(DSLContext sql, Attempt attempt);
  }

  private static final Settings SETTINGS = settings();

  private final DataSource source;
  private final SQLDialect dialect;
  private final boolean writesInQueries;
  private final Ending ending;
  private final Backoff backoff;

  Transactions(DataSource source, Dialect dialect, Backoff backoff) {
    this(source, dialect.jooq(), dialect.writesInQueries(), dialect::end, backoff);
  }

  private Transactions(
      DataSource source,
      SQLDialect dialect,
      boolean writesInQueries,
      Ending ending,
      Backoff backoff) {
    this.source = source;
    this.dialect = dialect;
    this.writesInQueries = writesInQueries;
    this.ending = ending;
    this.backoff = backoff;
  }

  /** Before it is known which database it is. */
  static Transactions readOnly(DataSource source, Backoff backoff) {
    return new Transactions(
        source,
        SQLDialect.DEFAULT,
        false,
        (sql, last) -> {
          throw new UnsupportedOperationException("write");
        },
        backoff);
  }

  /** How every statement is written. */
  static Settings settings() {
    return new Settings()
        .withRenderSchema(false)
        .withRenderQuotedNames(RenderQuotedNames.EXPLICIT_DEFAULT_UNQUOTED)
        .withExecuteLogging(false);
  }

  /**
   * @param what is tried, for people: {@code append messages}
   */
  <T> T write(String what, Work<T> work) {
    return repeat(what, attempt -> writeOnce(work, attempt));
  }

  /** As {@link #write(String, Work)}, but as {@code statement} where that is enough. */
  <T> T write(String what, OneStatement<T> statement, Work<T> work) {
    return repeat(
        what,
        attempt -> {
          if (!attempt.isFirst() || !writesInQueries || !statement.fits()) {
            return writeOnce(work, attempt);
          }
          Optional<T> written = writeOnce(statement);
          return written.isPresent() ? written.get() : writeOnce(work, Attempt.AGAIN);
        });
  }

  /** Statements that each see what is committed; nothing of them is kept. */
  <T> T read(String what, Function<DSLContext, T> work) {
    return repeat(what, attempt -> readOnce(work));
  }

  private <T> T repeat(String what, Try<T> once) {
    Attempt attempt = Attempt.FIRST;
    int fetches = 0;
    for (int retry = 0; ; retry++) {
      try {
        return once.as(attempt);
      } catch (KeysWantedException e) {
        // Its connection is back: the pool may have one only.
        WithKeys.fetch(what, e, ++fetches);
        retry--;
      } catch (Failed e) {
        if (retry >= e.failure.kind().retries()) {
          throw e.failure.toException(what);
        }
        attempt =
            e.perhapsDone || attempt == Attempt.PERHAPS_DONE ? Attempt.PERHAPS_DONE : Attempt.AGAIN;
        // The first of two with the same key has already won: there is nothing to wait for.
        if (retry > 0 || e.failure.kind() != SqlFailure.Kind.DUPLICATE) {
          backoff.await(what, retry);
        }
      } catch (RacedException e) {
        if (retry >= Backoff.RETRIES) {
          throw new StorageUnavailableException(
              "Could not " + what + ": others changed the same row each time. Call again.", null);
        }
        attempt = attempt.isFirst() ? Attempt.AGAIN : attempt;
      }
    }
  }

  private <T> T writeOnce(Work<T> work, Attempt attempt) throws Failed {
    Connection connection = connect();
    boolean autoCommit = false;
    boolean committed = false;
    try {
      autoCommit = begin(connection);
      DSLContext sql = sqlOn(connection);
      T result = run(() -> work.in(sql, attempt));
      commit(connection, sql);
      committed = true;
      return result;
    } finally {
      leave(connection, !committed, autoCommit);
    }
  }

  /** In auto-commit mode it is committed before its result is read. */
  private <T> Optional<T> writeOnce(OneStatement<T> statement) throws Failed {
    Connection connection = connect();
    boolean committed = false;
    try {
      Optional<T> written = statement.in(sqlOn(connection));
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
      committed = true;
      return written;
    } catch (DataAccessException e) {
      throw inCommit(cause(e));
    } catch (SQLException e) {
      throw inCommit(e);
    } finally {
      leave(connection, !committed, false);
    }
  }

  private <T> T readOnce(Function<DSLContext, T> work) throws Failed {
    Connection connection = connect();
    try {
      DSLContext sql = sqlOn(connection);
      T result = run(() -> work.apply(sql));
      if (!LastWrites.in(sql).isEmpty()) {
        throw new IllegalStateException("A read must not write: nothing of it is kept.");
      }
      return result;
    } finally {
      // Without effect where the pool hands connections out in auto-commit mode.
      leave(connection, true, false);
    }
  }

  private Connection connect() throws Failed {
    try {
      return source.getConnection();
    } catch (SQLException e) {
      throw new Failed(SqlFailure.connecting(e), false);
    }
  }

  private DSLContext sqlOn(Connection connection) {
    return DSL.using(connection, dialect, SETTINGS);
  }

  private static <T> T run(Supplier<T> work) throws Failed {
    try {
      return work.get();
    } catch (DataAccessException e) {
      throw new Failed(SqlFailure.inTransaction(cause(e)), false);
    }
  }

  private void commit(Connection connection, DSLContext sql) throws Failed {
    try {
      if (!ending.end(sql, LastWrites.in(sql))) {
        connection.commit();
      }
    } catch (DataAccessException e) {
      throw inCommit(cause(e));
    } catch (SQLException e) {
      throw inCommit(e);
    }
  }

  /** An error that the database has sent says that nothing was committed. */
  private static Failed inCommit(SQLException error) {
    SqlFailure failure = SqlFailure.inTransaction(error);
    return new Failed(failure, failure.kind() == SqlFailure.Kind.DISCONNECTED);
  }

  private static SQLException cause(DataAccessException e) {
    SQLException cause = e.getCause(SQLException.class);
    return cause == null ? new SQLException(e.sqlState()) : cause;
  }

  /** Whether the connection was in auto-commit mode. */
  private static boolean begin(Connection connection) throws Failed {
    try {
      boolean autoCommit = connection.getAutoCommit();
      if (autoCommit) {
        connection.setAutoCommit(false);
      }
      return autoCommit;
    } catch (SQLException e) {
      throw new Failed(SqlFailure.inTransaction(e), false);
    }
  }

  /** Hands the connection back as it was found: not every pool puts its mode right. */
  private static void leave(Connection connection, boolean rollback, boolean autoCommit) {
    try (connection) {
      if (rollback && !connection.getAutoCommit()) {
        connection.rollback();
      }
      if (autoCommit) {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      // What led here is on its way already; after a commit the result stands.
    }
  }

  @FunctionalInterface
  private interface Ending {
    /** See {@link Dialect#end}. */
    boolean end(DSLContext sql, List<Query> last);
  }

  @FunctionalInterface
  private interface Try<T> {
    T as(Attempt attempt) throws Failed;
  }

  /** A failure on its way from one try to the loop around it. */
  private static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient SqlFailure failure;
    private final boolean perhapsDone;

    Failed(SqlFailure failure, boolean perhapsDone) {
      super(null, null, false, false);
      this.failure = failure;
      this.perhapsDone = perhapsDone;
    }
  }
}
