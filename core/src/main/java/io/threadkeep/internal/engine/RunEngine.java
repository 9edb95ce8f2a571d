package io.threadkeep.internal.engine;

import io.threadkeep.context.PromptSizes;
import io.threadkeep.id.IdSource;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.internal.time.MonotonicClock;
import io.threadkeep.internal.worker.WorkerThreads;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.store.Claimant;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.store.SubmittedRun;
import io.threadkeep.store.ThreadStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes runs in and carries them out on this JVM's slots; see the package for the whole life of a
 * claim.
 */
public final class RunEngine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunEngine.class);
  private static final Duration LAST_COMMITS = Duration.ofSeconds(5);

  private final ThreadStore store;
  private final EngineOptions options;
  private final MonotonicClock monotonic;
  private final Claimant claimant;
  private final RunDriver driver;
  private final RunWaits waits;
  private final LeaseKeeper leases;
  private final Reaper reaper;
  private final Completions completions = new Completions();
  private final HeldRuns held = new HeldRuns();
  private final Semaphore slots;
  private final Signal work = new Signal();
  private final ExecutorService executor = WorkerThreads.newExecutor("run");
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
    this.waits = new RunWaits(store.runs(), completions, monotonic);
    this.leases = new LeaseKeeper(held, store.queue(), claimant.lease(), monotonic);
    this.reaper =
        new Reaper(store.queue(), options.limits().maxAttempts(), completions, this::workIsWaiting);
  }

  /** Starts the threads that call the rounds; without them a test calls the rounds itself. */
  public void start() {
    Duration heartbeat = options.workers().heartbeat();
    if (options.workers().slots() > 0) {
      dispatching.start("dispatcher", work, options.workers().poll(), this::dispatch);
      minding.start("heartbeat", new Signal(), heartbeat, leases::beat);
      minding.start("watch", new Signal(), heartbeat.dividedBy(4), leases::watch);
    }
    minding.start("reaper", new Signal(), heartbeat.dividedBy(2), reaper::reap);
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
          LOG.warn("{} runs do not stop; their leases run out", held.all().size());
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
    HeldRun run = new HeldRun(leased, asked, StreamNews.UNHEARD);
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
}
