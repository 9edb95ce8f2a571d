package io.threadkeep.internal.engine;

import io.threadkeep.internal.time.MonotonicClock;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.RunSpec;
import io.threadkeep.store.Claimant;
import io.threadkeep.store.RunQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Gives this JVM's slots to runs: to those that are submitted here, and to those that wait. */
final class Dispatcher {
  private final RunQueue queue;
  private final Claimant claimant;
  private final ServedRuns served;
  private final GateKeeper gates;
  private final Workers workers;
  private final MonotonicClock monotonic;
  private final Semaphore slots;
  private final Signal work = new Signal();

  /** Whether runs may be waiting that no slot was free for. */
  private volatile boolean backlog = true;

  /** Whether runs that are submitted here wait for {@link #dispatch} as all others do. */
  private volatile boolean onlyDispatches;

  private volatile boolean stopped;

  Dispatcher(
      RunQueue queue,
      Claimant claimant,
      ServedRuns served,
      GateKeeper gates,
      Workers workers,
      MonotonicClock monotonic,
      EngineOptions options) {
    this.queue = queue;
    this.claimant = claimant;
    this.served = served;
    this.gates = gates;
    this.workers = workers;
    this.monotonic = monotonic;
    this.slots = new Semaphore(options.workers().slots());
  }

  /** Raised when there may be something to dispatch. */
  Signal work() {
    return work;
  }

  /**
   * A slot for a run that is being submitted, if it can begin at once: its tools are here, its
   * model may be called, and nobody is known to wait. To be freed again, or begun on.
   */
  boolean takeSlot(RunSpec spec) {
    return !stopped
        && !onlyDispatches
        && !backlog
        && claimant.maxRunningOfUser() == 0
        && served.serves(spec)
        && !gates.isClosed(spec.settings().model())
        && slots.tryAcquire();
  }

  /** A run is no longer on its slot. */
  void free() {
    slots.release();
    // Where users are held to a number of runs, the end of one lets another of theirs begin.
    if (backlog || claimant.maxRunningOfUser() > 0) {
      work.raise();
    }
  }

  void workIsWaiting() {
    backlog = true;
    work.raise();
  }

  /** Claims as many waiting runs as there are free slots, and begins them. */
  void dispatch() {
    int free = stopped ? 0 : slots.drainPermits();
    if (free > 0) {
      List<HeldRun> unused = dispatchOn(free);
    }
  }

  /**
   * Claims one waiting run if there is a free slot, and begins it.
   *
   * @return what was claimed: begun, or handed back
   */
  Optional<HeldRun> dispatchOne() {
    return !stopped && slots.tryAcquire() ? dispatchOn(1).stream().findFirst() : Optional.empty();
  }

  /**
   * @param free slots that were taken for this
   */
  private List<HeldRun> dispatchOn(int free) {
    List<LeasedRun> claimed = List.of();
    boolean more = true;
    // Lowered before the look and only ever raised after it: a submit in between is not forgotten.
    backlog = false;
    long asked = monotonic.nanos();
    try {
      claimed = queue.claim(claimant.unserved(served.unserved()), free);
      more = claimed.size() == free;
    } finally {
      if (more) {
        backlog = true;
      }
      slots.release(free - claimed.size());
    }
    if (more && slots.availablePermits() > 0) {
      // One came free during the claim, when no backlog was known.
      work.raise();
    }
    List<HeldRun> begun = new ArrayList<>();
    for (LeasedRun leased : claimed) {
      if (served.serves(leased.run().spec())) {
        gates.claimed(leased.run().spec().settings().model(), asked);
        begun.add(workers.begin(leased, asked));
      } else {
        begun.add(workers.handBack(leased, asked));
      }
    }
    return begun;
  }

  /** From here on a submit begins nothing. */
  void onlyDispatch() {
    onlyDispatches = true;
  }

  /** No slot is given from here on. */
  void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }
}
