package io.threadkeep.samples.benchmarks.measure;

import io.threadkeep.samples.benchmarks.measure.Rates.Rate;
import io.threadkeep.samples.benchmarks.place.Place;
import io.threadkeep.samples.benchmarks.place.PostgresServer;
import io.threadkeep.samples.benchmarks.place.Scratch;
import io.threadkeep.samples.benchmarks.work.Workload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Has JMH run {@link TurnBenchmarks}, each workload in a JVM of its own. */
public final class Timing {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private final Effort effort;
  private final int forks;

  /**
   * @param forks 1, or 0 to stay in this JVM: quick, and of no use as a measure
   */
  public Timing(Effort effort, int forks) {
    this.effort = effort;
    this.forks = forks;
  }

  public Rates compare(Place place, int threads, Workload... workloads) throws RunnerException {
    List<Map<Workload, Rate>> rounds = new ArrayList<>();
    for (int round = 0; round < effort.rounds(); round++) {
      Map<Workload, Rate> rates = new EnumMap<>(Workload.class);
      for (Workload workload : workloads) {
        rates.put(workload, rate(workload, place, threads));
      }
      rounds.add(rates);
    }
    return new Rates(rounds);
  }

  private Rate rate(Workload workload, Place place, int threads) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("\\." + TurnBenchmarks.class.getSimpleName() + "\\.")
            .param("workload", workload.name())
            .param("place", place.name())
            .threads(threads)
            .forks(forks)
            .warmupIterations(1)
            .warmupTime(TimeValue.milliseconds(effort.warmup().toMillis()))
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(effort.measuring().toMillis()))
            .timeout(TimeValue.minutes(2))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .addProfiler(GCProfiler.class)
            .jvmArgsAppend(
                "-Xmx2g",
                "-D" + Scratch.PROPERTY + "=" + Scratch.directory(),
                "-Dorg.jooq.no-logo=true",
                "-Dorg.jooq.no-tips=true");
    if (place == Place.POSTGRESQL || place == Place.POSTGRESQL_SLOW_FLUSH) {
      options.jvmArgsPrepend(
          "-D" + PostgresServer.PORT_PROPERTY + "=" + PostgresServer.running().port());
    }
    Collection<RunResult> results = new Runner(options.build()).run();
    RunResult result = results.iterator().next();
    var allocated = result.getSecondaryResults().get(ALLOCATED);
    return new Rate(
        result.getPrimaryResult().getScore(),
        allocated == null ? Double.NaN : allocated.getScore());
  }
}
