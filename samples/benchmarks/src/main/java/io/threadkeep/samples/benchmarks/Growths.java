package io.threadkeep.samples.benchmarks;

import io.threadkeep.samples.benchmarks.measure.Effort;
import io.threadkeep.samples.benchmarks.measure.Growth;
import io.threadkeep.samples.benchmarks.place.Place;
import io.threadkeep.samples.benchmarks.report.Finding;
import io.threadkeep.samples.benchmarks.report.Goal;
import io.threadkeep.samples.benchmarks.work.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether a turn takes longer in a longer log. */
final class Growths implements Section {
  private static final int REFERENCE = 1_000;

  @Override
  public List<Finding> measure(Effort effort) throws Exception {
    List<Finding> findings = new ArrayList<>();
    for (Place place : Places.withDisk()) {
      Goal goal = Goal.atMost(place == Place.H2 ? 1.2 : 1.1, "× of 1,000");
      Map<Integer, Double> micros = Growth.micros(place, Workload.STORE_TURN, effort);
      double reference = micros.getOrDefault(REFERENCE, micros.values().iterator().next());
      micros.forEach(
          (length, took) ->
              findings.add(
                  new Finding(
                      String.format(Locale.ROOT, "%s: a turn after %,d messages", place, length),
                      shown(took),
                      shown(reference),
                      took / reference,
                      length > REFERENCE ? goal : Goal.none(goal.unit()))));
    }
    return findings;
  }

  private static String shown(double micros) {
    return String.format(Locale.ROOT, "%,.0f µs", micros);
  }
}
