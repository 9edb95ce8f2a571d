package io.threadkeep.samples.benchmarks.work;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a plain turn reads. */
final class PlainReads {
  static final int WINDOW = 20;

  private final PreparedStatement window;

  PlainReads(Connection connection) throws SQLException {
    window =
        connection.prepareStatement(
            "select position, role, body, created_at from plain_messages where thread_id = ?"
                // The first column too: else H2 reads the whole log and sorts it.
                + " order by thread_id desc, position desc limit ?");
  }

  /** The texts of the newest messages, newest first. */
  List<String> window(long thread, int limit) throws SQLException {
    window.setLong(1, thread);
    window.setInt(2, limit);
    List<String> texts = new ArrayList<>();
    try (ResultSet rows = window.executeQuery()) {
      while (rows.next()) {
        texts.add(rows.getString(3));
      }
    }
    return texts;
  }
}
