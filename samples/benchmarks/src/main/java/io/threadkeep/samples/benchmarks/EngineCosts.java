package io.threadkeep.samples.benchmarks;

import io.threadkeep.samples.benchmarks.measure.Effort;
import io.threadkeep.samples.benchmarks.measure.Rates;
import io.threadkeep.samples.benchmarks.measure.Timing;
import io.threadkeep.samples.benchmarks.place.Place;
import io.threadkeep.samples.benchmarks.report.Finding;
import io.threadkeep.samples.benchmarks.report.Goal;
import io.threadkeep.samples.benchmarks.work.Workload;
import java.util.List;
import java.util.Locale;

/** What the engine adds to the calls of store and model that a run comes to anyway, in memory. */
final class EngineCosts implements Section {

  @Override
  public List<Finding> measure(Effort effort) throws Exception {
    Rates rates =
        new Timing(effort, 1).compare(Place.MEMORY, 1, Workload.RUN_BY_HAND, Workload.FULL_RUN);
    return List.of(
        new Finding(
            "engine above the store: time of a run",
            micros(rates, Workload.FULL_RUN),
            micros(rates, Workload.RUN_BY_HAND),
            rates.moreMicros(Workload.FULL_RUN, Workload.RUN_BY_HAND),
            Goal.atMost(2, "µs more")),
        new Finding(
            "engine above the store: allocated by a run",
            kilobytes(rates, Workload.FULL_RUN),
            kilobytes(rates, Workload.RUN_BY_HAND),
            rates.moreBytes(Workload.FULL_RUN, Workload.RUN_BY_HAND) / 1e3,
            Goal.atMost(5, "kB more")));
  }

  private static String micros(Rates rates, Workload workload) {
    return String.format(Locale.ROOT, "%,.1f µs", rates.median(workload).microsPerTurn());
  }

  private static String kilobytes(Rates rates, Workload workload) {
    return String.format(Locale.ROOT, "%,.1f kB", rates.median(workload).bytesPerTurn() / 1e3);
  }
}
