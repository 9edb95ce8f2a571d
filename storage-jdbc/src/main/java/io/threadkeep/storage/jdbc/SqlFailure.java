package io.threadkeep.storage.jdbc;

import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.store.StorageException;
import io.threadkeep.store.StorageUnavailableException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/**
 * What an error of the database means to the transaction that met it.
 *
 * <p>Drivers put statements and values into their messages. None of that leaves here: what goes on
 * is the SQLState, the vendor's code and where it happened.
 */
record SqlFailure(Kind kind, SQLException error) {

  enum Kind {
    /** A unique key: either the same work was done before, or something is really there twice. */
    DUPLICATE,
    /** Deadlock, serialization failure or lock time-out. */
    CONTENTION,
    /** The connection is gone; what it was doing may have been committed. */
    DISCONNECTED,
    /** No connection free, or no space left: waiting here does not help, waiting above may. */
    EXHAUSTED,
    /** An H2 file that another process holds. */
    IN_USE,
    REFUSED;

    /** How often a transaction that met it is tried again. */
    int retries() {
      return switch (this) {
        // Once to see what is there, once more because H2 refuses before the other has committed.
        case DUPLICATE -> 2;
        case CONTENTION, DISCONNECTED -> Backoff.RETRIES;
        case EXHAUSTED, IN_USE, REFUSED -> 0;
      };
    }
  }

  private static final Set<String> DUPLICATE_STATES = Set.of("23505");
  private static final Set<String> CONTENTION_STATES = Set.of("40001", "40P01", "HYT00");
  private static final Set<String> DISCONNECTED_STATES = Set.of("57P01", "57P02", "57P03", "70100");

  // H2: lock time-out, row changed by another transaction, exclusive mode (see H2Dialect.alone).
  private static final Set<Integer> H2_CONTENTION = Set.of(50200, 90131, 90135);

  // H2: connection broken, database closed, already closed, being closed.
  static final Set<Integer> H2_CLOSED = Set.of(90067, 90098, 90007, 90121);

  private static final int H2_IN_USE = 90020;
  private static final int H2_DISK_FULL = 90100;
  private static final int MARIADB_DUPLICATE = 1062;
  private static final int MARIADB_DISK_FULL = 1021;

  // MariaDB: row changed since it was read, lock wait time-out, deadlock.
  private static final Set<Integer> MARIADB_CONTENTION = Set.of(1020, 1205, 1213);

  static SqlFailure inTransaction(SQLException error) {
    return new SqlFailure(kindOf(error), error);
  }

  /** Of an attempt to get a connection. A pool has waited by itself: nothing is gained by more. */
  static SqlFailure connecting(SQLException error) {
    Kind kind = kindOf(error);
    return error instanceof SQLTransientConnectionException && kind != Kind.IN_USE
        ? new SqlFailure(Kind.EXHAUSTED, error)
        : new SqlFailure(kind, error);
  }

  /**
   * @param what was tried, such as {@code append messages}
   */
  ThreadkeepException toException(String what) {
    return switch (kind) {
      case IN_USE -> new DatabaseInUseException(withheld());
      case CONTENTION, DISCONNECTED, EXHAUSTED ->
          new StorageUnavailableException(
              "Could not " + what + ": " + found() + " Call again in a moment.", withheld());
      case DUPLICATE, REFUSED ->
          new StorageException(
              "Could not "
                  + what
                  + ": "
                  + found()
                  + " Nothing was stored; look the state up in the database's documentation and its log.",
              withheld());
    };
  }

  private String found() {
    String meaning =
        switch (kind) {
          case DUPLICATE -> "a unique key refused the row";
          case CONTENTION -> "other transactions held its locks for too long";
          case DISCONNECTED -> "the connection to the database was lost";
          case EXHAUSTED -> "no connection or no space was free";
          case IN_USE -> "the database file is locked";
          case REFUSED -> "the database refused it";
        };
    return meaning + " (SQLState " + error.getSQLState() + ", code " + error.getErrorCode() + ").";
  }

  /** The same error without its words, which may hold what was stored. */
  private SQLException withheld() {
    SQLException bare =
        new SQLException(
            error.getClass().getName() + " (its message is withheld: it may hold content)",
            error.getSQLState(),
            error.getErrorCode());
    bare.setStackTrace(error.getStackTrace());
    return bare;
  }

  private static Kind kindOf(SQLException error) {
    String state = error.getSQLState() == null ? "" : error.getSQLState();
    int code = error.getErrorCode();
    if (code == H2_IN_USE || causedByLockedFile(error)) {
      return Kind.IN_USE;
    } else if (DUPLICATE_STATES.contains(state)
        || (code == MARIADB_DUPLICATE && state.startsWith("23"))) {
      return Kind.DUPLICATE;
    } else if (CONTENTION_STATES.contains(state)
        || H2_CONTENTION.contains(code)
        || MARIADB_CONTENTION.contains(code)) {
      return Kind.CONTENTION;
    } else if (state.startsWith("08")
        || DISCONNECTED_STATES.contains(state)
        || H2_CLOSED.contains(code)) {
      return Kind.DISCONNECTED;
    } else if (state.startsWith("53") || code == H2_DISK_FULL || code == MARIADB_DISK_FULL) {
      return Kind.EXHAUSTED;
    }
    return Kind.REFUSED;
  }

  private static boolean causedByLockedFile(SQLException error) {
    return error.getCause() instanceof SQLException cause && cause.getErrorCode() == H2_IN_USE;
  }
}
