package io.threadkeep.samples.benchmarks;

import io.threadkeep.samples.benchmarks.measure.Crowd;
import io.threadkeep.samples.benchmarks.measure.Effort;
import io.threadkeep.samples.benchmarks.place.Place;
import io.threadkeep.samples.benchmarks.report.Finding;
import io.threadkeep.samples.benchmarks.report.Goal;
import io.threadkeep.samples.benchmarks.work.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** 64 callers on one conversation: what was kept, and what it took. */
final class Crowds implements Section {
  /** Runs wait for each other: fewer of them do. */
  private static final int RUNS = 20;

  @Override
  public List<Finding> measure(Effort effort) throws Exception {
    List<Finding> findings = new ArrayList<>();
    for (Place place : Places.withDisk()) {
      Crowd plainTurns = Crowd.on(place, Workload.PLAIN_TURN, effort.crowd());
      Crowd turns = Crowd.on(place, Workload.STORE_TURN, effort.crowd());
      Crowd plainRuns = Crowd.on(place, Workload.PLAIN_RUN, effort.crowd() / RUNS);
      Crowd runs = Crowd.on(place, Workload.FULL_RUN, effort.crowd() / RUNS);
      String where = place + ", 64 callers on one: ";
      findings.add(time(where + "turns", turns, plainTurns, Goal.atMost(1.5, "× the time")));
      findings.add(time(where + "runs in a row", runs, plainRuns, Goal.none("× the time")));
      boolean whole = turns.whole() && runs.whole();
      findings.add(
          Finding.of(where + "all kept, no gap, pairs whole", whole ? 1 : 0, Goal.atLeast(1, "")));
    }
    return findings;
  }

  private static Finding time(String what, Crowd ours, Crowd plain, Goal goal) {
    return new Finding(what, millis(ours), millis(plain), ours.millis() / plain.millis(), goal);
  }

  private static String millis(Crowd crowd) {
    return String.format(Locale.ROOT, "%,.0f ms", crowd.millis());
  }
}
