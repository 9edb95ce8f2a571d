package io.threadkeep.samples.benchmarks.work;

import io.threadkeep.samples.benchmarks.place.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The fewest tables that keep a dense log and a run: numbers for ids, no scopes, one index each.
 */
final class PlainSchema {
  private static final List<String> TABLES =
      List.of(
          "create table plain_threads (id bigint primary key, message_count bigint not null)",
          "create table plain_messages (thread_id bigint not null, position bigint not null,"
              + " role varchar(10) not null, body varchar not null, created_at bigint not null,"
              + " primary key (thread_id, position))",
          "create table plain_runs (id bigint primary key, thread_id bigint not null,"
              + " status varchar(20) not null, worker varchar(40), lease_until bigint,"
              + " created_at bigint not null, ended_at bigint)");

  private PlainSchema() {}

  static void create(Database database) throws SQLException {
    try (Connection connection = database.connect();
        var statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute(table);
      }
    }
  }
}
