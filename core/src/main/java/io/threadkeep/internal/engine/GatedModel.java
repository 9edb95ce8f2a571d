package io.threadkeep.internal.engine;

import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelTransport;
import java.time.Duration;

/** The way to the model: through its gate. */
final class GatedModel {
  private final ModelTransport transport;
  private final GateKeeper gates;
  private final Listeners listeners;

  GatedModel(ModelTransport transport, GateKeeper gates, Listeners listeners) {
    this.transport = transport;
    this.gates = gates;
    this.listeners = listeners;
  }

  /** Zero if the call may be made now; else after what time to ask again. */
  Duration enter(RunAction.CallModel action, HeldRun held) {
    return gates.enter(
        action.model(), action.tokens(), () -> held.interruption() != Interruption.NONE);
  }

  /**
   * Makes a call that was let in.
   *
   * @param returned done as soon as the transport is back, before anything is stored of it
   */
  ModelReply call(RunAction.CallModel action, HeldRun held, ModelCall underWay, Runnable returned) {
    MeasuredCall measured = new MeasuredCall(underWay, listeners.monotonic());
    try {
      ModelReply reply =
          gates.through(action.model(), action.tokens(), () -> callNow(action, measured, returned));
      listeners.tell(listener -> listener.modelCalled(measured.answered(held.leased(), reply)));
      return reply;
    } catch (RuntimeException | Error e) {
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
