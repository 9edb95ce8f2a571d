package io.threadkeep.internal.engine;

import io.threadkeep.id.MessageId;
import io.threadkeep.id.StepId;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelDelta;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run that this JVM holds a lease on: how its driver and its model call are reached from other
 * threads.
 */
final class HeldRun {
  private static final Logger LOG = LoggerFactory.getLogger(HeldRun.class);

  private final LeasedRun leased;
  private final RunStream stream;
  private volatile long renewedAtNanos;
  private volatile Interruption interruption = Interruption.NONE;

  /** What stops the call under way; guarded by {@code this}. */
  private final List<Runnable> stops = new ArrayList<>();

  HeldRun(LeasedRun leased, long claimedAtNanos, StreamNews news) {
    this.leased = leased;
    this.stream = new RunStream(leased, news);
    this.renewedAtNanos = claimedAtNanos;
  }

  LeasedRun leased() {
    return leased;
  }

  RunStream stream() {
    return stream;
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
    toStop.forEach(this::stop);
  }

  /** Whether its lease is worth extending. */
  boolean goesOn() {
    return interruption.compareTo(Interruption.CANCEL) < 0;
  }

  /**
   * For the call that writes {@code message}. What it emits is streamed until the next call begins,
   * or until {@link RunStream#callEnds}.
   */
  ModelCall callBegins(StepId step, MessageId message) {
    CallStream call = stream.callBegins(step, message);
    return new ModelCall() {
      @Override
      public void emit(ModelDelta delta) {
        stream.add(call, delta);
      }

      @Override
      public void onCancel(Runnable stop) {
        HeldRun.this.onCancel(stop);
      }

      @Override
      public boolean isCancelled() {
        return interruption != Interruption.NONE;
      }
    };
  }

  void onCancel(Runnable stop) {
    synchronized (this) {
      if (interruption == Interruption.NONE) {
        stops.add(stop);
        return;
      }
    }
    stop.run();
  }

  /** What one call does when it is stopped must not keep others from being told. */
  private void stop(Runnable stop) {
    try {
      stop.run();
    } catch (RuntimeException e) {
      LOG.warn("{}: its model call does not let itself be stopped", leased.lease().runId(), e);
    }
  }
}
