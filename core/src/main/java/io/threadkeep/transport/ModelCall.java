package io.threadkeep.transport;

/**
 * One call under way, as seen by the transport: where pieces of the answer go, and how it learns to
 * stop.
 */
public interface ModelCall {

  /** Hands on a piece of the answer, in order. A transport that cannot stream emits nothing. */
  void emit(ModelDelta delta);

  /**
   * Runs {@code stop} once when the call is cancelled, at once if it already is; on the canceller's
   * thread.
   */
  void onCancel(Runnable stop);

  boolean isCancelled();

  /** A call that nobody listens to and nobody cancels. */
  static ModelCall unobserved() {
    return new ModelCall() {
      @Override
      public void emit(ModelDelta delta) {}

      @Override
      public void onCancel(Runnable stop) {}

      @Override
      public boolean isCancelled() {
        return false;
      }
    };
  }
}
