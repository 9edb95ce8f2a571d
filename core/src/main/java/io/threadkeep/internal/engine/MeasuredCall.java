package io.threadkeep.internal.engine;

import io.threadkeep.error.Retryable;
import io.threadkeep.internal.time.MonotonicClock;
import io.threadkeep.observe.ModelCallReport;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.transport.CallCancelledException;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelDelta;
import io.threadkeep.transport.ModelException;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.OverloadedException;
import io.threadkeep.transport.RateLimitedException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call whose time is taken: to its first piece, and in all. */
final class MeasuredCall implements ModelCall {
  private final ModelCall call;
  private final MonotonicClock monotonic;
  private final long begunNanos;

  /** A transport may hand pieces on from a thread of its own. */
  private volatile @Nullable Duration toFirstDelta;

  private final boolean stoppedBefore;
  private Duration took = Duration.ZERO;

  MeasuredCall(ModelCall call, MonotonicClock monotonic) {
    this.call = call;
    this.monotonic = monotonic;
    this.begunNanos = monotonic.nanos();
    this.stoppedBefore = call.isCancelled();
  }

  @Override
  public void emit(ModelDelta delta) {
    if (toFirstDelta == null) {
      toFirstDelta = monotonic.since(begunNanos);
    }
    call.emit(delta);
  }

  @Override
  public void onCancel(Runnable stop) {
    call.onCancel(stop);
  }

  @Override
  public boolean isCancelled() {
    return call.isCancelled();
  }

  /**
   * Whether a call that ended with {@code error} has used no tokens. Where it is not known whether
   * the model was at work, it has not come to nothing.
   */
  boolean cameToNothing(Throwable error) {
    boolean refused =
        error instanceof RateLimitedException
            || error instanceof OverloadedException
            || (error instanceof ModelException
                && !(error instanceof Retryable || error instanceof CallCancelledException));
    boolean neverBegun = error instanceof CallCancelledException && stoppedBefore;
    return toFirstDelta == null && (refused || neverBegun);
  }

  /** The transport has come back. */
  void isOver() {
    took = monotonic.since(begunNanos);
  }

  ModelCallReport answered(LeasedRun attempt, ModelReply reply) {
    ModelCallReport.Answer answer =
        new ModelCallReport.Answer(reply.model(), reply.finish(), reply.usage());
    return new ModelCallReport(attempt, took, toFirstDelta, answer, null);
  }

  ModelCallReport failed(LeasedRun attempt, Throwable error) {
    return new ModelCallReport(attempt, took, toFirstDelta, null, error);
  }
}
