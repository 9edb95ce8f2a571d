package io.threadkeep.internal.engine;

import io.threadkeep.internal.time.MonotonicClock;
import io.threadkeep.observe.EngineSample;
import io.threadkeep.observe.Health;
import io.threadkeep.observe.WorkerLoad;
import io.threadkeep.store.Backlog;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees how the engine and its queue stand. */
final class EngineHealth implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EngineHealth.class);

  /** Whoever asks how we are has a few seconds at most. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Supplier<Backlog> queue;
  private final Supplier<WorkerLoad> workers;
  private final Supplier<Map<String, Duration>> closedGates;
  private final Duration lease;
  private final MonotonicClock monotonic;
  private final ExecutorService threads;

  private volatile @Nullable Long heartbeatNanos;

  /** One look at a time, so that a storage that hangs holds one thread; guarded by {@code this}. */
  private @Nullable CompletableFuture<Backlog> look;

  /**
   * @param lease how long heartbeats may fail to get through
   */
  EngineHealth(
      Supplier<Backlog> queue,
      Supplier<WorkerLoad> workers,
      Supplier<Map<String, Duration>> closedGates,
      Duration lease,
      MonotonicClock monotonic,
      ExecutorService threads) {
    this.queue = queue;
    this.workers = workers;
    this.closedGates = closedGates;
    this.lease = lease;
    this.monotonic = monotonic;
    this.threads = threads;
  }

  /** A heartbeat has got through, or there was nothing to say. */
  void heartbeat() {
    heartbeatNanos = monotonic.nanos();
  }

  EngineSample sample() {
    return new EngineSample(workers.get(), queue.get(), closedGates.get());
  }

  Health look(boolean accepting) {
    // Nothing is asked of a storage that may be closed.
    Backlog backlog = accepting ? backlog() : null;
    WorkerLoad load = workers.get();
    Long heartbeat = heartbeatNanos;
    Duration since = heartbeat == null ? null : monotonic.since(heartbeat);
    Health.Status status =
        backlog == null
            ? Health.Status.DOWN
            : load.leftBehind() > 0 || (since != null && since.compareTo(lease) > 0)
                ? Health.Status.DEGRADED
                : Health.Status.UP;
    return new Health(status, accepting, backlog, load, since, closedGates.get());
  }

  /** From now on nothing is asked of the storage. */
  @Override
  public void close() {
    threads.shutdown();
  }

  private @Nullable Backlog backlog() {
    try {
      return underWay().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      LOG.warn("The storage does not say how long the queue is", e.getCause());
    } catch (TimeoutException e) {
      LOG.warn("The storage has not said within {} how long the queue is", PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RejectedExecutionException e) {
      LOG.debug("Closed at this very moment", e);
    }
    return null;
  }

  private synchronized CompletableFuture<Backlog> underWay() {
    CompletableFuture<Backlog> last = look;
    if (last == null || last.isDone()) {
      last = CompletableFuture.supplyAsync(queue, threads);
      look = last;
    }
    return last;
  }
}
