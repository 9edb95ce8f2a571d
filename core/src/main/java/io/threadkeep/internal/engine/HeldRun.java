package io.threadkeep.internal.engine;

import io.threadkeep.run.LeasedRun;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelDelta;
import java.util.ArrayList;
import java.util.List;

/**
 * A run that this JVM holds a lease on: how its driver and its model call are reached from other
 * threads.
 */
final class HeldRun implements ModelCall {
  private final LeasedRun leased;
  private volatile long renewedAtNanos;
  private volatile Interruption interruption = Interruption.NONE;

  /** What stops the call under way; guarded by {@code this}. */
  private final List<Runnable> stops = new ArrayList<>();

  HeldRun(LeasedRun leased, long claimedAtNanos) {
    this.leased = leased;
    this.renewedAtNanos = claimedAtNanos;
  }

  LeasedRun leased() {
    return leased;
  }

  Interruption interruption() {
    return interruption;
  }

  long renewedAtNanos() {
    return renewedAtNanos;
  }

  void renewed(long atNanos) {
    renewedAtNanos = atNanos;
  }

  void interrupt(Interruption why) {
    List<Runnable> toStop;
    synchronized (this) {
      if (why.compareTo(interruption) <= 0) {
        return;
      }
      interruption = why;
      toStop = List.copyOf(stops);
      stops.clear();
    }
    toStop.forEach(Runnable::run);
  }

  @Override
  public void emit(ModelDelta delta) {
    // Nobody listens yet: a reply is seen when it is whole.
  }

  @Override
  public void onCancel(Runnable stop) {
    synchronized (this) {
      if (interruption == Interruption.NONE) {
        stops.add(stop);
        return;
      }
    }
    stop.run();
  }

  @Override
  public boolean isCancelled() {
    return interruption != Interruption.NONE;
  }
}
