package io.threadkeep.samples.benchmarks;

import io.threadkeep.samples.benchmarks.measure.Effort;
import io.threadkeep.samples.benchmarks.measure.OtherJvm;
import io.threadkeep.samples.benchmarks.measure.WaitingRate;
import io.threadkeep.samples.benchmarks.measure.WaitingRuns;
import io.threadkeep.samples.benchmarks.report.Finding;
import io.threadkeep.samples.benchmarks.report.Goal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Ten thousand runs that wait for their model, on virtual threads. */
final class ManyWaiting implements Section {
  private static final int MODEL_CALLS_A_SECOND = 5;

  @Override
  public List<Finding> measure(Effort effort) throws Exception {
    Optional<OtherJvm> found = OtherJvm.withVirtualThreads();
    if (found.isEmpty()) {
      System.err.println("SKIPPED: runs on virtual threads: no JDK 21 or later beside this one");
      return List.of();
    }
    OtherJvm jvm = found.get();
    int runs = effort.waiting();
    String what = String.format(Locale.ROOT, "%,d runs waiting on JDK %d: ", runs, jvm.version());
    Map<String, Double> held = jvm.run("256m", WaitingRuns.class, runs);
    double rate =
        jvm.run("4g", WaitingRate.class, runs, effort.warmup().plus(effort.measuring()).toSeconds())
            .getOrDefault("rate", 0.0);
    double ideal = (double) runs * MODEL_CALLS_A_SECOND;
    return List.of(
        Finding.of(what + "heap each", held.getOrDefault("bytes", 0.0) / 1e3, Goal.atMost(8, "kB")),
        Finding.of(
            what + "resident", held.getOrDefault("resident", 0.0) / 1e6, Goal.atMost(400, "MB")),
        new Finding(
            what + "rate, 200 ms model",
            String.format(Locale.ROOT, "%,.0f/s", rate),
            String.format(Locale.ROOT, "%,.0f/s ideal", ideal),
            100 * rate / ideal,
            Goal.atLeast(92, "%")));
  }
}
