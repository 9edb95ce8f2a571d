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
  private static final Duration LAST_WORD = Duration.ofMillis(200);

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
    return await(null, scope, id, RunStatus::isFinal, atMost, monotonic.nanos());
  }

  /** Until it has ended, or waits for its owner. */
  Run awaitStop(Scope scope, RunId id, Duration atMost) {
    return await(
        null,
        scope,
        id,
        status -> status.isFinal() || status == RunStatus.REQUIRES_ACTION,
        atMost,
        monotonic.nanos());
  }

  /** As the others, but first on what comes of the attempt that was begun here, if one was. */
  Run await(Run run, @Nullable CompletableFuture<RunOutcome> attempt, Duration atMost) {
    long start = monotonic.nanos();
    if (attempt == null) {
      return await(run, run.owner(), run.id(), RunStatus::isFinal, atMost, start);
    }
    CompletableFuture<Run> stop = completions.join(run.id());
    try {
      RunOutcome outcome = within(attempt, run, Durations.shorter(FIRST_POLL, atMost), start);
      if (outcome != null && outcome.run().status().isFinal()) {
        return outcome.run();
      }
      Run ended = stop.getNow(null);
      if (ended != null && ended.status().isFinal()) {
        return ended;
      }
      return await(run, run.owner(), run.id(), RunStatus::isFinal, atMost, start);
    } catch (NotFoundException e) {
      // Told between the look above and the next one.
      Run ended = stop.getNow(null);
      if (ended == null || !ended.status().isFinal()) {
        throw e;
      }
      return ended;
    } finally {
      completions.leave(run.id(), stop);
    }
  }

  /**
   * @param known the run as it was seen before, if it was
   */
  private Run await(
      @Nullable Run known,
      Scope scope,
      RunId id,
      Predicate<RunStatus> enough,
      Duration atMost,
      long start) {
    Run last = known;
    for (Duration poll = FIRST_POLL;
        ;
        poll = Durations.shorter(poll.multipliedBy(2), LONGEST_POLL)) {
      // Joined before the look, so that nothing falls between the two.
      CompletableFuture<Run> stop = completions.join(id);
      try {
        Run run = runs.find(scope, id).orElse(null);
        if (run == null) {
          return gone(last, id, stop, enough, start);
        }
        last = run;
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

  /** What is told of a run that was there, by whoever has deleted its thread in this JVM. */
  private Run gone(
      @Nullable Run last,
      RunId id,
      CompletableFuture<Run> stop,
      Predicate<RunStatus> enough,
      long start) {
    Run told = last == null ? null : within(stop, last, LAST_WORD, start);
    if (told == null || !enough.test(told.status())) {
      throw new NotFoundException("run", id.value());
    }
    return told;
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
