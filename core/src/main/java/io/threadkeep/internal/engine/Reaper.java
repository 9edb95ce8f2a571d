package io.threadkeep.internal.engine;

import io.threadkeep.options.EngineOptions;
import io.threadkeep.run.Run;
import io.threadkeep.store.RunQueue;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Frees what dead workers hold, and ends what is over its time. */
final class Reaper {
  private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);
  private static final int BATCH = 100;

  private final RunQueue queue;
  private final int maxAttempts;
  private final Consumer<Run> moved;
  private final Runnable workIsWaiting;

  Reaper(RunQueue queue, EngineOptions options, Consumer<Run> moved, Runnable workIsWaiting) {
    this.queue = queue;
    this.maxAttempts = options.limits().maxAttempts();
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
  }
}
