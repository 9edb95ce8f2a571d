package io.threadkeep.samples.benchmarks.work;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Each write is one statement that commits by itself, as PostgreSQL can. */
final class FoldedWrites implements PlainWrites {
  private static final String EXTEND =
      "with t as (update plain_threads set message_count = message_count + 1 where id = ?"
          + " returning id, message_count)";
  private static final String APPEND =
      " insert into plain_messages (thread_id, position, role, body, created_at)"
          + " select id, message_count, ?, ?, ? from t";

  private final PreparedStatement say;
  private final PreparedStatement submit;
  private final PreparedStatement complete;

  FoldedWrites(Connection connection) throws SQLException {
    say = connection.prepareStatement(EXTEND + APPEND);
    submit =
        connection.prepareStatement(
            EXTEND
                + ", m as ("
                + APPEND
                + ") insert into plain_runs (id, thread_id, status, created_at)"
                + " select ?, id, 'queued', ? from t");
    complete =
        connection.prepareStatement(
            EXTEND
                + ", r as (update plain_runs set status = 'completed', ended_at = ?"
                + " where id = ? and worker = ? and status = 'in_progress')"
                + APPEND);
  }

  @Override
  public void say(long thread, String role, String text) throws SQLException {
    say.setLong(1, thread);
    say.setString(2, role);
    say.setString(3, text);
    say.setLong(4, System.currentTimeMillis());
    say.executeUpdate();
  }

  @Override
  public void submit(long thread, long run, String question) throws SQLException {
    submit.setLong(1, thread);
    submit.setString(2, "user");
    submit.setString(3, question);
    submit.setLong(4, System.currentTimeMillis());
    submit.setLong(5, run);
    submit.setLong(6, System.currentTimeMillis());
    submit.executeUpdate();
  }

  @Override
  public void complete(long thread, long run, String worker, String reply) throws SQLException {
    complete.setLong(1, thread);
    complete.setLong(2, System.currentTimeMillis());
    complete.setLong(3, run);
    complete.setString(4, worker);
    complete.setString(5, "assistant");
    complete.setString(6, reply);
    complete.setLong(7, System.currentTimeMillis());
    complete.executeUpdate();
  }
}
