package io.threadkeep.internal.engine;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.internal.time.Durations;
import io.threadkeep.internal.time.MonotonicClock;
import io.threadkeep.internal.worker.ThreadSource;
import io.threadkeep.run.AwaitTimeoutException;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.store.RunRecords;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Waits for runs to end or to stop: on a future if that happens in this JVM, by polling with
 * back-off if it happens in another.
 */
final class RunWaits {
  private static final Duration FIRST_POLL = Duration.ofSeconds(1);
  private static final Duration LONGEST_POLL = Duration.ofSeconds(8);

  private final RunRecords runs;
  private final Completions completions;
  private final MonotonicClock monotonic;
  private final ThreadSource threads;

  RunWaits(
      RunRecords runs, Completions completions, MonotonicClock monotonic, ThreadSource threads) {
    this.runs = runs;
    this.completions = completions;
    this.monotonic = monotonic;
    this.threads = threads;
  }

  /** Until it has ended. */
  Run await(Scope scope, RunId id, Duration atMost) {
    return await(scope, id, RunStatus::isFinal, atMost, monotonic.nanos());
  }

  /** Until it has ended, or waits for its owner. */
  Run awaitStop(Scope scope, RunId id, Duration atMost) {
    return await(
        scope,
        id,
        status -> status.isFinal() || status == RunStatus.REQUIRES_ACTION,
        atMost,
        monotonic.nanos());
  }

  /** As the others, but first on what comes of the attempt that was begun here, if one was. */
  Run await(Run run, @Nullable CompletableFuture<RunOutcome> attempt, Duration atMost) {
    long start = monotonic.nanos();
    RunOutcome outcome =
        attempt == null ? null : within(attempt, run, Durations.shorter(FIRST_POLL, atMost), start);
    return outcome != null && outcome.run().status().isFinal()
        ? outcome.run()
        : await(run.owner(), run.id(), RunStatus::isFinal, atMost, start);
  }

  private Run await(
      Scope scope, RunId id, Predicate<RunStatus> enough, Duration atMost, long start) {
    for (Duration poll = FIRST_POLL;
        ;
        poll = Durations.shorter(poll.multipliedBy(2), LONGEST_POLL)) {
      // Joined before the look, so that nothing falls between the two.
      CompletableFuture<Run> stop = completions.join(id);
      try {
        Run run = find(scope, id);
        if (enough.test(run.status())) {
          return run;
        }
        Duration left = atMost.minus(monotonic.since(start));
        if (left.isNegative() || left.isZero()) {
          throw new AwaitTimeoutException(id, run.status(), atMost);
        }
        Run stopped = within(stop, run, Durations.shorter(poll, left), start);
        if (stopped != null && enough.test(stopped.status())) {
          return stopped;
        }
      } finally {
        completions.leave(id, stop);
      }
    }
  }

  private Run find(Scope scope, RunId id) {
    return runs.find(scope, id).orElseThrow(() -> new NotFoundException("run", id.value()));
  }

  private <T> @Nullable T within(
      CompletableFuture<T> future, Run run, Duration atMost, long start) {
    try {
      return threads.await(future, atMost);
    } catch (TimeoutException e) {
      return null;
    } catch (InterruptedException e) {
      // Without another look: a storage does not take well to interrupted threads.
      Thread.currentThread().interrupt();
      throw new AwaitTimeoutException(run.id(), run.status(), monotonic.since(start));
    } catch (ExecutionException e) {
      throw new IllegalStateException("What becomes of a run is never told with an error.", e);
    }
  }
}
