package io.threadkeep.internal.engine;

import io.threadkeep.internal.time.MonotonicClock;
import io.threadkeep.run.Lease;
import io.threadkeep.store.LeaseState;
import io.threadkeep.store.RunQueue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the leases of all held runs, and tells the runs that have lost theirs. */
final class LeaseKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

  private final HeldRuns held;
  private final RunQueue queue;
  private final Duration duration;
  private final MonotonicClock monotonic;

  LeaseKeeper(HeldRuns held, RunQueue queue, Duration duration, MonotonicClock monotonic) {
    this.held = held;
    this.queue = queue;
    this.duration = duration;
    this.monotonic = monotonic;
  }

  /** Extends all leases, and hears which runs are cancelled or lost. */
  void beat() {
    List<Lease> leases = held.leases();
    if (leases.isEmpty()) {
      return;
    }
    // Taken before the call: the store's clock starts the new lease later than this.
    long asked = monotonic.nanos();
    Map<Lease, LeaseState> states = queue.heartbeat(leases, duration);
    states.forEach((lease, state) -> tell(held.of(lease), state, asked));
  }

  /** Gives up runs whose lease could not be extended in time, or whose own time is over. */
  void watch() {
    Duration tooLong = duration.multipliedBy(2).dividedBy(3);
    for (HeldRun run : held.all()) {
      if (monotonic.since(run.renewedAtNanos()).compareTo(tooLong) > 0
          && run.interruption() != Interruption.LOST) {
        LOG.warn(
            "{}: given up, since its lease was not extended for {}",
            run.leased().lease().runId(),
            tooLong);
        run.interrupt(Interruption.LOST);
      } else if (run.isTimeUp()) {
        run.interrupt(Interruption.TIME_UP);
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
