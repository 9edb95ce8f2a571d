package io.threadkeep.internal.engine;

import io.threadkeep.internal.stream.StreamNews;
import io.threadkeep.internal.time.MonotonicClock;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.store.Claimant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries claimed runs out, each on a thread of its own, and on another one if the first does not
 * come back from a model call.
 */
final class Workers {
  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

  private final RunDriver driver;
  private final ModelCalls calls;
  private final HeldRuns held;
  private final Claimant claimant;
  private final MonotonicClock monotonic;
  private final StreamNews news;
  private final BiConsumer<HeldRun, @Nullable Run> over;
  private final ExecutorService threads;
  private final Listeners listeners;

  /** Nothing is waited for any more: the store may be gone at any moment. */
  private volatile boolean closed;

  /**
   * @param over told of each run that is no longer held; with the run as it is then, if that is
   *     known
   */
  Workers(
      RunDriver driver,
      ModelCalls calls,
      HeldRuns held,
      Claimant claimant,
      MonotonicClock monotonic,
      StreamNews news,
      ExecutorService threads,
      Listeners listeners,
      BiConsumer<HeldRun, @Nullable Run> over) {
    this.driver = driver;
    this.calls = calls;
    this.held = held;
    this.claimant = claimant;
    this.monotonic = monotonic;
    this.news = news;
    this.threads = threads;
    this.listeners = listeners;
    this.over = over;
  }

  /**
   * @param asked when the lease was asked for: the store's clock started it later than this
   */
  HeldRun begin(LeasedRun leased, long asked) {
    HeldRun run = new HeldRun(leased, asked, monotonic, news);
    held.add(run);
    listeners.tell(listener -> listener.attemptBegun(leased));
    onThread(run, () -> driver.drive(run));
    return run;
  }

  /** Gives a run back that this JVM cannot carry out; it costs the run no attempt. */
  HeldRun handBack(LeasedRun leased, long asked) {
    HeldRun run = new HeldRun(leased, asked, monotonic, news);
    run.interrupt(Interruption.STOP);
    held.add(run);
    onThread(run, () -> driver.drive(run));
    return run;
  }

  /** Goes on, on other threads, with runs whose model call should have returned by now. */
  void watch() {
    calls.watch(this::takeOver);
  }

  /** Threads in model calls that were given up and have not come back. */
  int leftBehind() {
    return calls.givenUp();
  }

  private void takeOver(ModelCalls.Entry call) {
    HeldRun run = call.held();
    LOG.warn(
        "{}: its model call does not return; its thread is given up, with {} in all",
        run.leased().run().id(),
        calls.givenUp());
    onThread(run, () -> driver.goOn(run, call.state(), call.outcome()));
  }

  /** What is still held from here on is not written any more. */
  void close() {
    threads.shutdown();
    closed = true;
    // Nobody watches their leases from here on: what still tries to write would try for ever.
    held.all().forEach(run -> run.interrupt(Interruption.LOST));
  }

  private void onThread(HeldRun run, Supplier<@Nullable Run> attempt) {
    try {
      threads.execute(() -> carryOut(run, attempt));
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      // Submitted into a shutdown, or no thread to be had: stored, and another JVM's to carry out.
      LOG.warn(
          "{}: handed back, since no thread takes it: {}", run.leased().run().id(), e.toString());
      run.interrupt(closed ? Interruption.LOST : Interruption.STOP);
      carryOut(run, attempt);
    }
  }

  private void carryOut(HeldRun run, Supplier<@Nullable Run> attempt) {
    Run ended = null;
    boolean goesOnElsewhere = false;
    try (LogContext names = LogContext.of(run.leased(), claimant)) {
      ended = attempt.get();
      goesOnElsewhere = ended == null;
    } catch (RuntimeException | Error e) {
      LOG.error(
          "{}: dropped after an unexpected failure; it is begun anew once its lease has run out",
          run.leased().lease().runId(),
          e);
    } finally {
      if (!goesOnElsewhere) {
        Run last = ended == null ? run.leased().run() : ended;
        listeners.tell(listener -> listener.attemptEnded(run.leased(), last));
        held.remove(run);
        run.isOver(last);
        over.accept(run, ended);
      }
    }
  }
}
