package io.threadkeep.internal.engine;

import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelTransport;
import java.time.Duration;

/** The way to the model: through its gate. */
final class GatedModel {
  private final ModelTransport transport;
  private final GateKeeper gates;

  GatedModel(ModelTransport transport, GateKeeper gates) {
    this.transport = transport;
    this.gates = gates;
  }

  /** Zero if the call may be made now; else after what time to ask again. */
  Duration enter(RunAction.CallModel action, HeldRun held) {
    return gates.enter(
        action.model(), action.tokens(), () -> held.interruption() != Interruption.NONE);
  }

  /** Makes a call that was let in. */
  ModelReply call(RunAction.CallModel action, ModelCall underWay) {
    return gates.through(action.model(), action.tokens(), () -> callNow(action, underWay));
  }

  private ModelReply callNow(RunAction.CallModel action, ModelCall underWay) {
    try {
      return transport.call(action.request(), underWay);
    } finally {
      // The thread is ours: an interrupt is a transport's way of stopping its call. One that came
      // too late for that must not keep a paid answer from being stored.
      Thread.interrupted();
    }
  }
}
