package io.threadkeep.samples.benchmarks.measure;

import io.threadkeep.samples.benchmarks.place.CountingSocketFactory;
import io.threadkeep.samples.benchmarks.place.Database;
import io.threadkeep.samples.benchmarks.place.Place;
import io.threadkeep.samples.benchmarks.work.Stage;
import io.threadkeep.samples.benchmarks.work.Turn;
import io.threadkeep.samples.benchmarks.work.Workload;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What one turn costs PostgreSQL, counted and not timed: no noise touches these.
 *
 * <p>A small number of turns and a larger one are made, each on a fresh database; the difference is
 * the larger number's own, without whatever it took to get there. The server's own housekeeping is
 * off, but for the statistics that plans are made from, which it has after the first turns.
 *
 * @param roundTrips ways to the server and back
 * @param commits transactions that wrote something
 * @param rowsRead rows of tables that the server looked at, by index or not
 * @param logBytes of write-ahead log
 */
public record Counts(double roundTrips, double commits, double rowsRead, double logBytes) {
  private static final int FIRST = 200;
  private static final int FEW = 500;
  private static final int MANY = 1_500;
  private static final int HISTORY = 1_000;
  private static final String LEAVE_ALONE =
      "do 'declare t record; begin for t in select * from pg_tables where schemaname = ''public''"
          + " loop execute format(''alter table %I set (autovacuum_enabled = off)'', t.tablename);"
          + " end loop; end'";

  public static Counts perTurn(Workload workload) throws Exception {
    Counts few = total(workload, FEW);
    Counts many = total(workload, MANY);
    double turns = MANY - FEW;
    return new Counts(
        (many.roundTrips - few.roundTrips) / turns,
        (many.commits - few.commits) / turns,
        (many.rowsRead - few.rowsRead) / turns,
        (many.logBytes - few.logBytes) / turns);
  }

  private static Counts total(Workload workload, int turns) throws Exception {
    Database database = Database.fresh(Place.POSTGRESQL);
    try (Connection own = database.connect()) {
      double tripsBefore = CountingSocketFactory.roundTrips();
      double commitsBefore = number(own, "select txid_snapshot_xmax(txid_current_snapshot())");
      double logBefore = number(own, "select pg_current_wal_insert_lsn() - '0/0'::pg_lsn");
      try (Stage stage = workload.open(database.counted(), 1)) {
        Turn turn = stage.begin(HISTORY).caller();
        for (int i = 0; i < turns; i++) {
          if (i == FIRST) {
            execute(own, LEAVE_ALONE);
            execute(own, "analyze");
          }
          turn.take();
        }
      }
      double trips = CountingSocketFactory.roundTrips() - tripsBefore;
      // What a session has counted is to be seen once it has gone.
      while (number(own, "select count(*) from pg_stat_activity where datname = current_database()")
          > 1) {
        Thread.onSpinWait();
      }
      return new Counts(
          trips,
          number(own, "select txid_snapshot_xmax(txid_current_snapshot())") - commitsBefore,
          number(
              own,
              "select coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)"
                  + " from pg_stat_user_tables"),
          number(own, "select pg_current_wal_insert_lsn() - '0/0'::pg_lsn") - logBefore);
    }
  }

  private static void execute(Connection connection, String command) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  private static double number(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getDouble(1);
    }
  }
}
