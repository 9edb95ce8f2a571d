package io.threadkeep.internal.engine;

import io.threadkeep.internal.time.MonotonicClock;
import io.threadkeep.transport.ModelTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The model calls under way, so that a run can leave one that does not return: a provider may hang,
 * and a transport may be deaf. The thread in it is given up, and counted until it comes back.
 */
final class ModelCalls {
  /** How long a call may take to notice that its time is over or that it is to stop. */
  static final Duration TO_LEAVE = Duration.ofSeconds(2);

  /** One call, and the state to go on from. */
  static final class Entry {
    private final HeldRun held;
    private final RunState state;
    private final long sinceNanos;

    /** Written and read by the call's own thread. */
    private boolean left;

    private Entry(HeldRun held, RunState state, long sinceNanos) {
      this.held = held;
      this.state = state;
      this.sinceNanos = sinceNanos;
    }

    /** Whether the call was over before it was given up: the run is still its thread's. */
    boolean isLeft() {
      return left;
    }

    HeldRun held() {
      return held;
    }

    RunState state() {
      return state;
    }

    /** What the call came to, since it came to nothing. */
    ActionOutcome outcome() {
      return held.interruption() == Interruption.NONE
          ? new ActionOutcome.Failed(
              new ModelTimeoutException(
                  "The model gave no answer in time, and its call does not let itself be ended.",
                  null),
              held.remains())
          : held.brokenOff(held.remains());
    }
  }

  /** Takes over a run whose thread was given up. */
  @FunctionalInterface
  interface Successor {
    void takeOver(Entry entry);
  }

  private final Set<Entry> under = ConcurrentHashMap.newKeySet();
  private final AtomicInteger givenUp = new AtomicInteger();
  private final Duration timeout;
  private final MonotonicClock monotonic;

  ModelCalls(Duration timeout, MonotonicClock monotonic) {
    this.timeout = timeout;
    this.monotonic = monotonic;
  }

  Entry enter(HeldRun held, RunState state) {
    Entry entry = new Entry(held, state, monotonic.nanos());
    under.add(entry);
    return entry;
  }

  /** Called by the call's own thread, once: from here on it is not given up any more. */
  void leave(Entry entry) {
    entry.left = under.remove(entry);
    if (!entry.left) {
      givenUp.decrementAndGet();
    }
  }

  /** Threads that were given up and have not come back. */
  int givenUp() {
    return givenUp.get();
  }

  /** Hands runs on whose call should have returned by now. */
  void watch(Successor successor) {
    for (Entry entry : List.copyOf(under)) {
      if (isOverdue(entry) && under.remove(entry)) {
        givenUp.incrementAndGet();
        successor.takeOver(entry);
      }
    }
  }

  private boolean isOverdue(Entry entry) {
    return monotonic.since(entry.sinceNanos).compareTo(timeout.plus(TO_LEAVE)) > 0
        || entry.held.sinceInterruption().compareTo(TO_LEAVE) > 0;
  }
}
