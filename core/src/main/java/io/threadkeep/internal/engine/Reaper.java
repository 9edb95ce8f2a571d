package io.threadkeep.internal.engine;

import io.threadkeep.options.EngineOptions;
import io.threadkeep.run.Run;
import io.threadkeep.store.Budgets;
import io.threadkeep.store.RunQueue;
import io.threadkeep.store.ThreadRecords;
import io.threadkeep.store.ThreadStore;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frees what dead workers hold, ends what is over its time, removes what deleted threads have left,
 * and forgets old keys, events and budgets.
 */
final class Reaper {
  private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);
  private static final int BATCH = 100;
  private static final Duration KEYS_KEPT = Duration.ofHours(24);
  private static final Duration BUDGETS_KEPT = Duration.ofDays(1);
  private static final int KEY_BATCH = 1_000;
  private static final int EVENT_BATCH = 100;
  private static final int PURGES = 10;

  private final RunQueue queue;
  private final ThreadRecords threads;
  private final @Nullable Budgets budgets;
  private final int maxAttempts;
  private final Duration eventsKept;
  private final Consumer<Run> moved;
  private final Runnable workIsWaiting;

  Reaper(ThreadStore store, EngineOptions options, Consumer<Run> moved, Runnable workIsWaiting) {
    this.queue = store.queue();
    this.threads = store.threads();
    this.budgets = options.cost().hasBudgets() ? store.budgets() : null;
    this.maxAttempts = options.limits().maxAttempts();
    this.eventsKept = options.events().kept();
    this.moved = moved;
    this.workIsWaiting = workIsWaiting;
  }

  void reap() {
    List<Run> reaped;
    do {
      reaped = queue.reap(maxAttempts, BATCH);
      for (Run run : reaped) {
        LOG.info("{}: reaped, now {}", run.id(), run.status().wireName());
        moved.accept(run);
      }
      if (!reaped.isEmpty()) {
        workIsWaiting.run();
      }
      // A dead JVM may leave thousands: they are not to wait a beat for each batch.
    } while (reaped.size() == BATCH);
    int batches = 0;
    while (batches++ < PURGES && threads.purge(ThreadRecords.PURGE_BATCH).more()) {
      // What is left waits for the next beat: to free runs comes first.
    }
    queue.forgetKeys(KEYS_KEPT, KEY_BATCH);
    queue.forgetEvents(eventsKept, EVENT_BATCH);
    if (budgets != null) {
      sweep(budgets);
    }
  }

  private static void sweep(Budgets budgets) {
    int swept;
    do {
      swept = budgets.sweep(BATCH);
    } while (swept == BATCH);
    budgets.forget(BUDGETS_KEPT, BATCH);
  }
}
