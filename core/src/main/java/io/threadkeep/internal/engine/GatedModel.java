package io.threadkeep.internal.engine;

import io.threadkeep.run.Usage;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelTransport;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The way to the model: through its gate, and within the run's budgets. Nothing is reserved while a
 * run waits at the gate.
 */
final class GatedModel {
  private final ModelTransport transport;
  private final GateKeeper gates;
  private final BudgetKeeper budgets;
  private final Listeners listeners;

  GatedModel(
      ModelTransport transport, GateKeeper gates, BudgetKeeper budgets, Listeners listeners) {
    this.transport = transport;
    this.gates = gates;
    this.budgets = budgets;
    this.listeners = listeners;
  }

  /** Whether the call may be made now; else after what time to ask again. */
  ActionOutcome.AtGate enter(RunAction.CallModel action, HeldRun held) {
    Duration left =
        gates.enter(
            action.model(), action.tokens(), () -> held.interruption() != Interruption.NONE);
    if (!left.isZero()) {
      return new ActionOutcome.AtGate(left, null);
    }
    try {
      return new ActionOutcome.AtGate(left, budgets.reserve(held.leased(), action));
    } catch (RuntimeException | Error e) {
      gates.notCalled(action.model(), action.tokens());
      throw e;
    }
  }

  /**
   * Makes a call that was let in.
   *
   * @param reserved what it may come to
   * @param returned done as soon as the transport is back, before anything is stored of it
   */
  ModelReply call(
      RunAction.CallModel action,
      @Nullable Reservation reserved,
      HeldRun held,
      ModelCall underWay,
      Runnable returned) {
    MeasuredCall measured = new MeasuredCall(underWay, listeners.monotonic());
    try {
      ModelReply reply =
          gates.through(action.model(), action.tokens(), () -> callNow(action, measured, returned));
      budgets.settle(reserved, reply.usage().totalTokens() == 0 ? null : reply.usage());
      listeners.tell(listener -> listener.modelCalled(measured.answered(held.leased(), reply)));
      return reply;
    } catch (RuntimeException | Error e) {
      budgets.settle(reserved, measured.cameToNothing(e) ? Usage.NONE : null);
      listeners.tell(listener -> listener.modelCalled(measured.failed(held.leased(), e)));
      throw e;
    }
  }

  private ModelReply callNow(RunAction.CallModel action, MeasuredCall underWay, Runnable returned) {
    try {
      return transport.call(action.request(), underWay);
    } finally {
      underWay.isOver();
      returned.run();
      // The thread is ours: an interrupt is a transport's way of stopping its call. One that came
      // too late for that must not keep a paid answer from being stored.
      Thread.interrupted();
    }
  }
}
