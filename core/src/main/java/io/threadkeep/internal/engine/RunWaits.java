package io.threadkeep.internal.engine;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.internal.time.MonotonicClock;
import io.threadkeep.run.AwaitTimeoutException;
import io.threadkeep.run.Run;
import io.threadkeep.store.RunRecords;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Waits for runs to end: on a future if that happens in this JVM, by polling with back-off if it
 * happens in another.
 */
final class RunWaits {
  private static final Duration FIRST_POLL = Duration.ofSeconds(1);
  private static final Duration LONGEST_POLL = Duration.ofSeconds(8);

  private final RunRecords runs;
  private final Completions completions;
  private final MonotonicClock monotonic;

  RunWaits(RunRecords runs, Completions completions, MonotonicClock monotonic) {
    this.runs = runs;
    this.completions = completions;
    this.monotonic = monotonic;
  }

  Run await(Scope scope, RunId id, Duration atMost) {
    long start = monotonic.nanos();
    // Joined before the first look, so that no end falls between the two.
    CompletableFuture<Run> end = completions.join(id);
    try {
      for (Duration poll = FIRST_POLL; ; poll = shorter(poll.multipliedBy(2), LONGEST_POLL)) {
        Run run = find(scope, id);
        if (run.status().isFinal()) {
          return run;
        }
        Duration left = atMost.minus(monotonic.since(start));
        if (left.isNegative() || left.isZero()) {
          throw new AwaitTimeoutException(id, run.status(), atMost);
        }
        try {
          Run ended = endWithin(end, shorter(poll, left));
          if (ended != null) {
            return ended;
          }
        } catch (InterruptedException e) {
          // Without another look: a storage does not take well to interrupted threads.
          Thread.currentThread().interrupt();
          throw new AwaitTimeoutException(id, run.status(), monotonic.since(start));
        }
      }
    } finally {
      completions.leave(id);
    }
  }

  private Run find(Scope scope, RunId id) {
    return runs.find(scope, id).orElseThrow(() -> new NotFoundException("run", id.value()));
  }

  private static @Nullable Run endWithin(CompletableFuture<Run> end, Duration atMost)
      throws InterruptedException {
    try {
      return end.get(TimeUnit.NANOSECONDS.convert(atMost), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (ExecutionException e) {
      throw new IllegalStateException("A run's end is never announced with an error.", e);
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
