package io.threadkeep.internal.engine;

import io.threadkeep.context.PromptSizes;
import io.threadkeep.id.IdSource;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.internal.time.MonotonicClock;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.store.Claimant;
import io.threadkeep.store.LeaseState;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.store.SubmittedRun;
import io.threadkeep.store.ThreadStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes runs in, carries them out on this JVM's slots, and minds the leases; see the package for
 * the whole life of a claim.
 */
public final class RunEngine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunEngine.class);
  private static final int REAP_BATCH = 100;
  private static final Duration KEYS_KEPT = Duration.ofHours(24);
  private static final int KEY_BATCH = 1_000;
  private static final Duration LAST_COMMITS = Duration.ofSeconds(5);

  private final ThreadStore store;
  private final EngineOptions options;
  private final MonotonicClock monotonic;
  private final Claimant claimant;
  private final RunDriver driver;
  private final RunWaits waits;
  private final Completions completions = new Completions();
  private final HeldRuns held = new HeldRuns();
  private final Semaphore slots;
  private final Signal work = new Signal();
  private final ExecutorService executor = WorkerThreads.newExecutor();
  private final EngineLoops dispatching = new EngineLoops();
  private final EngineLoops minding = new EngineLoops();

  /** Whether runs may be waiting that no slot was free for. */
  private volatile boolean backlog = true;

  private volatile boolean closing;

  /** Nothing is waited for any more: the store may be gone at any moment. */
  private volatile boolean closed;

  public RunEngine(EngineParts parts, EngineOptions options, IdSource ids, MessageDrafts drafts) {
    this.store = parts.store();
    this.options = options;
    this.monotonic = parts.monotonic();
    this.claimant =
        new Claimant(
            "worker-" + Long.toHexString(parts.random().nextLong()), options.workers().lease());
    this.slots = new Semaphore(options.workers().slots());
    this.driver =
        new RunDriver(
            new RunMachine(options.limits(), parts.clock(), ids, drafts, parts.random()),
            parts.store(),
            parts.transport(),
            new PromptSizes(parts.tokens()),
            parts.pause());
    this.waits = new RunWaits(parts.store().runs(), completions, parts.monotonic());
  }

  /** Starts the threads that call the rounds; without them a test calls the rounds itself. */
  public void start() {
    Duration heartbeat = options.workers().heartbeat();
    if (options.workers().slots() > 0) {
      dispatching.start("dispatcher", work, options.workers().poll(), this::dispatch);
      minding.start("heartbeat", new Signal(), heartbeat, this::beat);
      minding.start("watch", new Signal(), heartbeat.dividedBy(4), this::watch);
    }
    minding.start("reaper", new Signal(), heartbeat.dividedBy(2), this::reap);
  }

  /** Stores the run, and begins it at once if a slot is free. */
  public SubmittedRun submit(Scope scope, RunSubmission submission) {
    boolean slot = !closing && slots.tryAcquire();
    boolean begun = false;
    long asked = monotonic.nanos();
    try {
      SubmittedRun submitted =
          store.runs().submit(scope, slot ? submission.bornOf(claimant) : submission);
      Lease lease = submitted.lease();
      if (lease != null) {
        begun = true;
        begin(new LeasedRun(submitted.run(), lease), asked);
      } else {
        workIsWaiting();
      }
      return submitted;
    } finally {
      if (slot && !begun) {
        slots.release();
      }
    }
  }

  public Run cancel(Scope scope, RunId id) {
    Run run = store.runs().cancel(scope, id);
    if (run.status() == RunStatus.CANCELLING) {
      held.interrupt(id, Interruption.CANCEL);
    }
    completions.announce(run);
    return run;
  }

  public Run await(Scope scope, RunId id, Duration atMost) {
    return waits.await(scope, id, atMost);
  }

  /** Claims as many waiting runs as there are free slots, and begins them. */
  void dispatch() {
    int free = closing ? 0 : slots.drainPermits();
    if (free == 0) {
      return;
    }
    List<LeasedRun> claimed = List.of();
    boolean more = true;
    // Lowered before the look and only ever raised after it: a submit in between is not forgotten.
    backlog = false;
    long asked = monotonic.nanos();
    try {
      claimed = store.queue().claim(claimant, free);
      more = claimed.size() == free;
    } finally {
      if (more) {
        backlog = true;
      }
      slots.release(free - claimed.size());
    }
    claimed.forEach(leased -> begin(leased, asked));
  }

  /** Extends all leases, and hears which runs are cancelled or lost. */
  void beat() {
    List<Lease> leases = held.leases();
    if (leases.isEmpty()) {
      return;
    }
    // Taken before the call, as in begin.
    long asked = monotonic.nanos();
    Map<Lease, LeaseState> states = store.queue().heartbeat(leases, claimant.lease());
    states.forEach((lease, state) -> tell(held.of(lease), state, asked));
  }

  /** Gives up runs whose lease could not be extended in time, whatever the reason. */
  void watch() {
    Duration tooLong = claimant.lease().multipliedBy(2).dividedBy(3);
    for (HeldRun run : held.all()) {
      if (monotonic.since(run.renewedAtNanos()).compareTo(tooLong) > 0
          && run.interruption() != Interruption.LOST) {
        LOG.warn(
            "{}: given up, since its lease was not extended for {}",
            run.leased().lease().runId(),
            tooLong);
        run.interrupt(Interruption.LOST);
      }
    }
  }

  /** Frees what dead workers hold, ends what is over its time, and forgets old keys. */
  void reap() {
    List<Run> reaped;
    do {
      reaped = store.queue().reap(options.limits().maxAttempts(), REAP_BATCH);
      for (Run run : reaped) {
        LOG.info("{}: reaped, now {}", run.id(), run.status().wireName());
        completions.announce(run);
      }
      if (!reaped.isEmpty()) {
        workIsWaiting();
      }
      // A dead JVM may leave thousands: they are not to wait a beat for each batch.
    } while (reaped.size() == REAP_BATCH && !closing);
    store.queue().forgetKeys(KEYS_KEPT, KEY_BATCH);
  }

  /**
   * Takes no more runs, lets those under way end within the grace period, and hands the others
   * back.
   */
  @Override
  public void close() {
    closing = true;
    dispatching.close();
    try {
      // Heartbeats go on until nothing is held.
      if (!held.awaitNone(options.workers().grace())) {
        held.all().forEach(run -> run.interrupt(Interruption.STOP));
        if (!held.awaitNone(LAST_COMMITS)) {
          LOG.warn("{} runs do not stop; their leases run out", held.leases().size());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      minding.close();
      executor.shutdown();
      closed = true;
      // Nobody watches their leases from here on: what still tries to write would try for ever.
      held.all().forEach(run -> run.interrupt(Interruption.LOST));
    }
  }

  private void workIsWaiting() {
    backlog = true;
    work.raise();
  }

  /**
   * @param asked when the lease was asked for: the store's clock started it later than this
   */
  private void begin(LeasedRun leased, long asked) {
    HeldRun run = new HeldRun(leased, asked);
    held.add(run);
    try {
      executor.execute(() -> carryOut(run));
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      // Submitted into a shutdown, or no thread to be had: stored, and another JVM's to carry out.
      LOG.warn("{}: handed back, since no thread takes it: {}", leased.run().id(), e.toString());
      run.interrupt(closed ? Interruption.LOST : Interruption.STOP);
      carryOut(run);
    }
  }

  private void carryOut(HeldRun run) {
    try {
      completions.announce(driver.drive(run));
    } catch (RuntimeException | Error e) {
      LOG.error(
          "{}: dropped after an unexpected failure; it is begun anew once its lease has run out",
          run.leased().lease().runId(),
          e);
    } finally {
      held.remove(run);
      slots.release();
      if (backlog) {
        work.raise();
      }
    }
  }

  private static void tell(@Nullable HeldRun run, LeaseState state, long asked) {
    if (run == null) {
      return;
    }
    switch (state) {
      case LOST -> run.interrupt(Interruption.LOST);
      case CANCELLING -> {
        run.renewed(asked);
        run.interrupt(Interruption.CANCEL);
      }
      case HELD -> run.renewed(asked);
    }
  }
}
