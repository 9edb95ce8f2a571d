package io.threadkeep.samples.benchmarks.work;

import io.threadkeep.samples.benchmarks.place.Database;
import java.sql.Connection;
import java.sql.SQLException;

/** What a plain turn writes, each method one transaction, in as few round trips as can be. */
interface PlainWrites {

  static PlainWrites on(Database database, Connection connection) throws SQLException {
    return database.isPostgres() ? new FoldedWrites(connection) : new SteppedWrites(connection);
  }

  /** Appends a message. */
  void say(long thread, String role, String text) throws SQLException;

  /** Appends a question and stores a run that is queued. */
  void submit(long thread, long run, String question) throws SQLException;

  /** Ends the run that {@code worker} holds, and appends its reply. */
  void complete(long thread, long run, String worker, String reply) throws SQLException;
}
