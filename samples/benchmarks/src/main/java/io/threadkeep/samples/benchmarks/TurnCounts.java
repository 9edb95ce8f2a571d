package io.threadkeep.samples.benchmarks;

import io.threadkeep.samples.benchmarks.measure.Counts;
import io.threadkeep.samples.benchmarks.measure.Effort;
import io.threadkeep.samples.benchmarks.place.PostgresServer;
import io.threadkeep.samples.benchmarks.report.Finding;
import io.threadkeep.samples.benchmarks.report.Goal;
import io.threadkeep.samples.benchmarks.work.Workload;
import java.util.List;

/** What a turn and a run are counted to on PostgreSQL. */
final class TurnCounts implements Section {
  private static final String TURN = "counted, a turn: ";
  private static final String RUN = "counted, a complete run: ";

  @Override
  public List<Finding> measure(Effort effort) throws Exception {
    if (!PostgresServer.isThere()) {
      return List.of();
    }
    Counts plainTurn = Counts.perTurn(Workload.PLAIN_TURN);
    Counts turn = Counts.perTurn(Workload.STORE_TURN);
    Counts plainRun = Counts.perTurn(Workload.PLAIN_RUN);
    Counts run = Counts.perTurn(Workload.FULL_RUN);
    return List.of(
        trips(TURN, turn, plainTurn, 3),
        commits(TURN, turn, plainTurn),
        rows(TURN, turn, plainTurn),
        log(TURN, turn, plainTurn, 1.5),
        trips(RUN, run, plainRun, 4),
        commits(RUN, run, plainRun),
        rows(RUN, run, plainRun),
        log(RUN, run, plainRun, 2.5));
  }

  private static Finding trips(String what, Counts ours, Counts plain, double bound) {
    return Finding.beside(
        what + "round trips", ours.roundTrips(), plain.roundTrips(), Goal.atMost(bound, ""));
  }

  private static Finding commits(String what, Counts ours, Counts plain) {
    return Finding.beside(what + "commits", ours.commits(), plain.commits(), Goal.atMost(2, ""));
  }

  private static Finding rows(String what, Counts ours, Counts plain) {
    return Finding.beside(
        what + "rows read", ours.rowsRead(), plain.rowsRead(), Goal.atMost(25, ""));
  }

  private static Finding log(String what, Counts ours, Counts plain, double bound) {
    return Finding.beside(
        what + "write-ahead log",
        ours.logBytes() / 1e3,
        plain.logBytes() / 1e3,
        Goal.atMost(bound, "kB"));
  }
}
