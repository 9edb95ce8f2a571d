package io.threadkeep.store;

import io.threadkeep.id.RunId;

/**
 * Hears at once what a worker would else learn by asking. Is told on threads of the store's, or of
 * whoever has called it, and must not hold them up.
 */
public interface QueueListener {

  /** There may be something to claim. */
  void workIsWaiting();

  /** Whoever is at work on the run, be it here or elsewhere, is to stop. */
  void cancelAsked(RunId run);

  /** Hears until it is closed. */
  interface Ear extends AutoCloseable {
    @Override
    void close();
  }
}
