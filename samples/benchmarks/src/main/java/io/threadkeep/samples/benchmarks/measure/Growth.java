package io.threadkeep.samples.benchmarks.measure;

import io.threadkeep.samples.benchmarks.place.Place;
import io.threadkeep.samples.benchmarks.work.Stage;
import io.threadkeep.samples.benchmarks.work.Turn;
import io.threadkeep.samples.benchmarks.work.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a turn takes in logs of different lengths, in one store. The logs take turns, block by
 * block, so that what troubles the machine troubles all of them.
 */
public final class Growth {
  private static final int TURNS_IN_A_BLOCK = 50;

  private Growth() {}

  /** Microseconds of a turn by the length of the log: the median of all blocks. */
  public static Map<Integer, Double> micros(Place place, Workload workload, Effort effort)
      throws Exception {
    try (Stage stage = workload.open(place, 1)) {
      Map<Integer, Turn> callers = new TreeMap<>();
      for (int length : effort.lengths()) {
        callers.put(length, stage.begin(length).caller());
      }
      blocks(callers, effort.warmup().toNanos());
      Map<Integer, Double> micros = new TreeMap<>();
      blocks(callers, effort.measuring().multipliedBy(2L * effort.rounds()).toNanos())
          .forEach(
              (length, times) ->
                  micros.put(
                      length,
                      Medians.of(times.stream().mapToDouble(Double::doubleValue).toArray())));
      return micros;
    }
  }

  private static Map<Integer, List<Double>> blocks(Map<Integer, Turn> callers, long nanos)
      throws Exception {
    Map<Integer, List<Double>> times = new TreeMap<>();
    long until = System.nanoTime() + nanos;
    do {
      for (Map.Entry<Integer, Turn> caller : callers.entrySet()) {
        long start = System.nanoTime();
        for (int i = 0; i < TURNS_IN_A_BLOCK; i++) {
          caller.getValue().take();
        }
        double took = (System.nanoTime() - start) / 1e3 / TURNS_IN_A_BLOCK;
        times.computeIfAbsent(caller.getKey(), length -> new ArrayList<>()).add(took);
      }
    } while (System.nanoTime() < until);
    return times;
  }
}
