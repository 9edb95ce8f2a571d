package io.threadkeep;

import io.threadkeep.internal.engine.RoundsByHand;
import io.threadkeep.internal.time.Alarms.Alarm;
import io.threadkeep.internal.time.Durations;
import io.threadkeep.internal.worker.CallersThread;
import io.threadkeep.options.EngineOptions;
import io.threadkeep.run.Run;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A worker that does nothing until it is told, and then on the thread that tells it; of a {@link
 * Threadkeep} that has no threads at all. With a {@link ManualTime}, and a transport that answers
 * the same each time, everything happens in the same order on every run of a test.
 *
 * <p>Who {@linkplain PendingRun#await awaits} a run tells it too: waiting runs are carried out, and
 * time passes up to what the wait may take, until that run has ended. Tools and listeners are
 * called in place. What pauses on the way, such as a retry of a write, lets time pass instead.
 *
 * <p>For one thread at a time, as is awaiting a run: each thread that finds nothing to do lets time
 * pass, also for a run that another is carrying out, and so time may jump past its limits.
 */
public final class ManualWorker {
  private final ManualTime time;
  private final Threadkeep threadkeep;
  private final RoundsByHand rounds;
  private final Duration poll;
  private final Duration pace;

  private ManualWorker(Foundations foundations, EngineOptions options, ManualTime time) {
    CallersThread threads = new CallersThread(this::workUntil);
    this.time = time;
    this.threadkeep = Threadkeep.byHand(foundations, options, time.engineTime(), threads);
    this.rounds = threadkeep.engine().byHand();
    this.poll = options.workers().poll();
    this.pace =
        Durations.shorter(options.events().flush(), options.workers().heartbeat().dividedBy(4));
  }

  /**
   * Opens a {@link Threadkeep} for it.
   *
   * @param foundations whose store should have {@code time} as its clock; their own clock gives way
   *     to it
   */
  public static ManualWorker on(Foundations foundations, EngineOptions options, ManualTime time) {
    ManualWorker worker = new ManualWorker(foundations, options, time);
    time.watchedBy(worker::lookRound);
    return worker;
  }

  /** What it works for; to be closed by whoever has opened it. */
  public Threadkeep threadkeep() {
    return threadkeep;
  }

  public ManualTime time() {
    return time;
  }

  /**
   * Carries the next run out that is due, in the queue's order, for as far as it goes now: to its
   * end, to its owner's turn, or back into the queue.
   *
   * @return the run as it was left; nothing if none is due
   */
  public Optional<Run> runOne() {
    Watch watch = new Watch();
    watch.set();
    try {
      return rounds.dispatchOne();
    } finally {
      watch.callOff();
    }
  }

  /**
   * Carries out all runs that are due, and those that become due meanwhile, without letting time
   * pass.
   *
   * @return how many
   */
  public int runAll() {
    int count = 0;
    while (runOne().isPresent()) {
      count++;
    }
    return count;
  }

  /**
   * Is at work for {@code duration}: runs are carried out as they become due, be it after a delay
   * or when a model's gate opens.
   */
  public void runFor(Duration duration) {
    workUntil(() -> false, duration);
  }

  private void workUntil(BooleanSupplier over, Duration atMost) {
    long start = time.nanos();
    Duration left = atMost;
    while (!over.getAsBoolean()) {
      if (runOne().isEmpty()) {
        left = atMost.minusNanos(time.nanos() - start);
        if (left.isNegative() || left.isZero()) {
          return;
        }
        // As a worker does that looks again at its poll.
        boolean unused = time.advanceUntil(over, Durations.shorter(left, poll));
      }
    }
  }

  /** Returns whether there is still something to look after. */
  private boolean lookRound() {
    if (rounds.isClosed()) {
      return false;
    }
    if (!rounds.isAtWork()) {
      rounds.lookAfterAll();
      rounds.sample();
    }
    return true;
  }

  /** Looks after a run that lets time pass while it is carried out. */
  private final class Watch {
    private Alarm alarm = () -> {};

    void set() {
      alarm =
          time.set(
              pace,
              () -> {
                set();
                rounds.lookAfterAll();
              });
    }

    void callOff() {
      alarm.callOff();
    }
  }
}
