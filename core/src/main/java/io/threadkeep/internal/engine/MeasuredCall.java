package io.threadkeep.internal.engine;

import io.threadkeep.internal.time.MonotonicClock;
import io.threadkeep.observe.ModelCallReport;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelDelta;
import io.threadkeep.transport.ModelReply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call whose time is taken: to its first piece, and in all. */
final class MeasuredCall implements ModelCall {
  private final ModelCall call;
  private final MonotonicClock monotonic;
  private final long begunNanos;

  /** A transport may hand pieces on from a thread of its own. */
  private volatile @Nullable Duration toFirstDelta;

  private Duration took = Duration.ZERO;

  MeasuredCall(ModelCall call, MonotonicClock monotonic) {
    this.call = call;
    this.monotonic = monotonic;
    this.begunNanos = monotonic.nanos();
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
