package io.threadkeep.samples.benchmarks;

import io.threadkeep.samples.benchmarks.measure.Effort;
import io.threadkeep.samples.benchmarks.measure.Rates;
import io.threadkeep.samples.benchmarks.measure.Timing;
import io.threadkeep.samples.benchmarks.place.Place;
import io.threadkeep.samples.benchmarks.report.Finding;
import io.threadkeep.samples.benchmarks.report.Goal;
import io.threadkeep.samples.benchmarks.work.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Turns and runs against plain ones, from one caller to 64, each on a conversation of its own. */
final class Turns implements Section {
  private static final String TIMES = "× the time";
  private static final String RATE = "× the rate";

  @Override
  public List<Finding> measure(Effort effort) throws Exception {
    Timing timing = new Timing(effort, 1);
    List<Finding> findings = new ArrayList<>();
    for (Place place : Places.withDisk()) {
      Rates lone = rates(timing, place, 1);
      double turn = place == Place.H2 ? 3 : 1.4;
      findings.add(slower(lone, place + ": append, window, reply", Goal.atMost(turn, TIMES)));
      if (place == Place.POSTGRESQL) {
        findings.add(slower(lone, place + ": the same, a lone caller", Goal.atMost(1.2, TIMES)));
      }
      findings.add(
          runs(
              lone,
              place + ": a complete run",
              place == Place.H2 ? Goal.none(RATE) : Goal.atLeast(0.65, RATE)));
      for (int threads : new int[] {16, 64}) {
        Rates crowd = rates(timing, place, threads);
        boolean goal = threads == 64 && place == Place.POSTGRESQL;
        String where = place + ", " + threads + " threads: ";
        findings.add(
            turns(crowd, where + "turns", goal ? Goal.atLeast(1.5, RATE) : Goal.none(RATE)));
        findings.add(runs(crowd, where + "runs", Goal.none(RATE)));
      }
    }
    if (Places.withDisk().contains(Place.POSTGRESQL)) {
      Place slow = Place.POSTGRESQL_SLOW_FLUSH;
      Rates crowd = rates(timing, slow, 64);
      findings.add(turns(crowd, slow + ", 64 threads: turns", Goal.atLeast(3, RATE)));
      findings.add(runs(crowd, slow + ", 64 threads: runs", Goal.none(RATE)));
    }
    return findings;
  }

  private static Rates rates(Timing timing, Place place, int threads) throws Exception {
    return timing.compare(
        place,
        threads,
        Workload.PLAIN_TURN,
        Workload.STORE_TURN,
        Workload.PLAIN_RUN,
        Workload.FULL_RUN);
  }

  private static Finding slower(Rates rates, String what, Goal goal) {
    return new Finding(
        what,
        micros(rates, Workload.STORE_TURN),
        micros(rates, Workload.PLAIN_TURN),
        rates.ratio(Workload.PLAIN_TURN, Workload.STORE_TURN),
        goal);
  }

  private static Finding turns(Rates rates, String what, Goal goal) {
    return faster(rates, Workload.STORE_TURN, Workload.PLAIN_TURN, what, goal);
  }

  private static Finding runs(Rates rates, String what, Goal goal) {
    return faster(rates, Workload.FULL_RUN, Workload.PLAIN_RUN, what, goal);
  }

  private static Finding faster(
      Rates rates, Workload ours, Workload plain, String what, Goal goal) {
    return new Finding(
        what, perSecond(rates, ours), perSecond(rates, plain), rates.ratio(ours, plain), goal);
  }

  private static String micros(Rates rates, Workload workload) {
    return String.format(Locale.ROOT, "%,.0f µs", rates.median(workload).microsPerTurn());
  }

  private static String perSecond(Rates rates, Workload workload) {
    return String.format(Locale.ROOT, "%,.0f/s", rates.median(workload).turnsPerSecond());
  }
}
