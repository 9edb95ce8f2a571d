package io.threadkeep.transport.fake;

import io.threadkeep.kit.transport.RecordedCall;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelDelta;
import java.util.function.BiConsumer;

/** A call with a listener of the test's own; it remembers nothing but whether it is cancelled. */
final class ListeningCall implements ModelCall {
  private final RecordedCall cancelling = new RecordedCall();
  private final BiConsumer<ListeningCall, ModelDelta> listener;

  ListeningCall(BiConsumer<ListeningCall, ModelDelta> listener) {
    this.listener = listener;
  }

  @Override
  public void emit(ModelDelta delta) {
    listener.accept(this, delta);
  }

  @Override
  public void onCancel(Runnable stop) {
    cancelling.onCancel(stop);
  }

  @Override
  public boolean isCancelled() {
    return cancelling.isCancelled();
  }

  void cancel() {
    cancelling.cancel();
  }
}
