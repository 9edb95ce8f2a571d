package io.threadkeep.internal.engine;

import io.threadkeep.options.EngineOptions;
import io.threadkeep.store.Budgets;
import io.threadkeep.store.RunQueue;
import io.threadkeep.store.ThreadRecords;
import io.threadkeep.store.ThreadStore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Removes what nobody needs any more: what deleted threads have left, old keys, events and budgets.
 * Nobody waits for it, so that it never stands before the {@link Reaper}.
 */
final class Sweeper {
  private static final Duration KEYS_KEPT = Duration.ofHours(24);
  private static final Duration BUDGETS_KEPT = Duration.ofDays(1);
  private static final int KEY_BATCH = 1_000;
  private static final int BATCH = 100;
  private static final int PURGES = 10;

  private final RunQueue queue;
  private final ThreadRecords threads;
  private final @Nullable Budgets budgets;
  private final Duration eventsKept;

  Sweeper(ThreadStore store, EngineOptions options) {
    this.queue = store.queue();
    this.threads = store.threads();
    this.budgets = options.cost().hasBudgets() ? store.budgets() : null;
    this.eventsKept = options.events().kept();
  }

  /** The longest work comes last: should it fail each time, the rest is still done. */
  void sweep() {
    queue.forgetKeys(KEYS_KEPT, KEY_BATCH);
    queue.forgetEvents(eventsKept, BATCH);
    if (budgets != null) {
      sweep(budgets);
    }
    for (int n = 0; n < PURGES; n++) {
      if (!threads.purge(ThreadRecords.PURGE_BATCH).more()) {
        return;
      }
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
