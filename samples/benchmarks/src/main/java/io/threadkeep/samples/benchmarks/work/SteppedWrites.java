package io.threadkeep.samples.benchmarks.work;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Each write is a transaction of two or three statements, as H2 wants it. */
final class SteppedWrites implements PlainWrites {
  private final Connection connection;
  private final PreparedStatement extend;
  private final PreparedStatement append;
  private final PreparedStatement queue;
  private final PreparedStatement end;

  SteppedWrites(Connection connection) throws SQLException {
    this.connection = connection;
    extend =
        connection.prepareStatement(
            "select message_count from final table (update plain_threads"
                + " set message_count = message_count + 1 where id = ?)");
    append = connection.prepareStatement("insert into plain_messages values (?, ?, ?, ?, ?)");
    queue =
        connection.prepareStatement(
            "insert into plain_runs (id, thread_id, status, created_at) values (?, ?, 'queued', ?)");
    end =
        connection.prepareStatement(
            "update plain_runs set status = 'completed', ended_at = ?"
                + " where id = ? and worker = ? and status = 'in_progress'");
  }

  @Override
  public void say(long thread, String role, String text) throws SQLException {
    connection.setAutoCommit(false);
    append(thread, role, text);
    commit();
  }

  @Override
  public void submit(long thread, long run, String question) throws SQLException {
    connection.setAutoCommit(false);
    append(thread, "user", question);
    queue.setLong(1, run);
    queue.setLong(2, thread);
    queue.setLong(3, System.currentTimeMillis());
    queue.executeUpdate();
    commit();
  }

  @Override
  public void complete(long thread, long run, String worker, String reply) throws SQLException {
    connection.setAutoCommit(false);
    append(thread, "assistant", reply);
    end.setLong(1, System.currentTimeMillis());
    end.setLong(2, run);
    end.setString(3, worker);
    end.executeUpdate();
    commit();
  }

  private void append(long thread, String role, String text) throws SQLException {
    extend.setLong(1, thread);
    long position;
    try (ResultSet extended = extend.executeQuery()) {
      extended.next();
      position = extended.getLong(1);
    }
    append.setLong(1, thread);
    append.setLong(2, position);
    append.setString(3, role);
    append.setString(4, text);
    append.setLong(5, System.currentTimeMillis());
    append.executeUpdate();
  }

  private void commit() throws SQLException {
    connection.commit();
    connection.setAutoCommit(true);
  }
}
