package io.threadkeep.samples.benchmarks.measure;

import io.threadkeep.samples.benchmarks.place.Place;
import io.threadkeep.samples.benchmarks.work.Chat;
import io.threadkeep.samples.benchmarks.work.Stage;
import io.threadkeep.samples.benchmarks.work.Turn;
import io.threadkeep.samples.benchmarks.work.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * 64 callers who make so many turns together, all on one conversation; then what was kept is looked
 * at.
 *
 * @param millis for all turns
 * @param whole whether question and reply of each turn are there, once, and nothing else
 */
public record Crowd(double millis, boolean whole) {
  private static final int CALLERS = 64;

  /** On its second conversation: the first one warms up. */
  public static Crowd on(Place place, Workload workload, int turns) throws Exception {
    try (Stage stage = workload.open(place, CALLERS)) {
      Crowd first = crowd(stage, turns);
      Crowd second = crowd(stage, turns);
      return new Crowd(second.millis, first.whole && second.whole);
    }
  }

  private static Crowd crowd(Stage stage, int turns) throws Exception {
    Chat chat = stage.begin(0);
    AtomicInteger turnsLeft = new AtomicInteger(turns);
    List<Callable<Object>> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      Turn turn = chat.caller();
      callers.add(
          () -> {
            while (turnsLeft.getAndDecrement() > 0) {
              turn.take();
            }
            return turn;
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    try {
      long start = System.nanoTime();
      for (Future<Object> caller : threads.invokeAll(callers)) {
        caller.get();
      }
      double millis = (System.nanoTime() - start) / 1e6;
      return new Crowd(millis, chat.isWhole(turns));
    } finally {
      threads.shutdownNow();
    }
  }
}
