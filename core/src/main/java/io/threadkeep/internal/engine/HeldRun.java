package io.threadkeep.internal.engine;

import io.threadkeep.context.ContextWindow;
import io.threadkeep.context.WindowManifest;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.StepId;
import io.threadkeep.internal.stream.CallStream;
import io.threadkeep.internal.stream.RunStream;
import io.threadkeep.internal.stream.StreamNews;
import io.threadkeep.internal.time.MonotonicClock;
import io.threadkeep.message.Message;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.RunTimes;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelDelta;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
  private final MonotonicClock monotonic;
  private volatile long renewedAtNanos;
  private final long claimedAtNanos;
  private final Duration timeLeftAtClaim;
  private volatile Interruption interruption = Interruption.NONE;
  private volatile long interruptedAtNanos;
  private final CompletableFuture<RunOutcome> outcome = new CompletableFuture<>();
  private volatile @Nullable Message reply;
  private volatile WindowManifest.@Nullable SummaryUse summaryUse;

  /** What stops the call under way; guarded by {@code this}. */
  private final List<Runnable> stops = new ArrayList<>();

  HeldRun(LeasedRun leased, long claimedAtNanos, MonotonicClock monotonic, StreamNews news) {
    this.leased = leased;
    this.monotonic = monotonic;
    this.stream = new RunStream(leased, news);
    this.renewedAtNanos = claimedAtNanos;
    this.claimedAtNanos = claimedAtNanos;
    RunTimes times = leased.run().times();
    // Both instants are the store's: its clock may be another than ours.
    this.timeLeftAtClaim =
        Duration.between(
            Objects.requireNonNullElse(times.startedAt(), times.createdAt()), times.expiresAt());
  }

  LeasedRun leased() {
    return leased;
  }

  RunStream stream() {
    return stream;
  }

  /** Takes note of what was stored: a reply is what a step says that it was. */
  void wrote(List<RunStep> steps, List<Message> messages) {
    Set<MessageId> replies =
        steps.stream().flatMap(step -> step.details().reply().stream()).collect(Collectors.toSet());
    messages.stream()
        .filter(message -> replies.contains(message.id()))
        .forEach(message -> reply = message);
  }

  /** Takes note of what its model is about to be shown. */
  void shows(ContextWindow window) {
    summaryUse = window.manifest().details().summary();
  }

  /** What its last window had of a summary; null if it wanted none. */
  WindowManifest.@Nullable SummaryUse summaryUse() {
    return summaryUse;
  }

  /** What comes of this attempt. */
  CompletableFuture<RunOutcome> outcome() {
    return outcome;
  }

  /** The attempt is over, and has left the run as {@code run}. */
  void isOver(Run run) {
    outcome.complete(new RunOutcome(run, reply));
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

  /** Whether the run's own time is over. */
  boolean isTimeUp() {
    return monotonic.since(claimedAtNanos).compareTo(timeLeftAtClaim) >= 0;
  }

  /** How long ago it was told to stop; nothing if it was not. */
  Duration sinceInterruption() {
    return interruption == Interruption.NONE ? Duration.ZERO : monotonic.since(interruptedAtNanos);
  }

  /** What the model has said in the call under way. */
  Remains remains() {
    return Remains.said(stream.callEnds());
  }

  /** What a break comes to, as it stands now. */
  ActionOutcome brokenOff(Remains remains) {
    return switch (interruption) {
      case CANCEL -> new ActionOutcome.CancelAsked(remains);
      case TIME_UP -> new ActionOutcome.TimeIsUp(remains);
      case STOP -> new ActionOutcome.StopAsked();
      case LOST, NONE -> new ActionOutcome.LeaseGone();
    };
  }

  void interrupt(Interruption why) {
    List<Runnable> toStop;
    synchronized (this) {
      if (why.compareTo(interruption) <= 0) {
        return;
      }
      interruptedAtNanos = monotonic.nanos();
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
    forgetStops();
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

  /** What was under way is over: there is nothing of it to stop. */
  synchronized void forgetStops() {
    stops.clear();
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
