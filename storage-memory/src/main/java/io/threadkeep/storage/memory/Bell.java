package io.threadkeep.storage.memory;

import io.threadkeep.id.RunId;
import io.threadkeep.store.QueueListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Keeps what listeners are to hear until its transaction is over. What it keeps is guarded by
 * {@link Memory}'s lock; listeners are told without it.
 */
final class Bell {
  private final List<QueueListener> listeners = new CopyOnWriteArrayList<>();
  private boolean workIsWaiting;
  private List<RunId> cancelAsked = new ArrayList<>();

  QueueListener.Ear listen(QueueListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  void workIsWaiting() {
    workIsWaiting = true;
  }

  void cancelAsked(RunId run) {
    cancelAsked.add(run);
  }

  /** What has come together; run it when the lock is free. */
  Runnable ring() {
    boolean work = workIsWaiting;
    List<RunId> cancels = cancelAsked;
    if (!work && cancels.isEmpty()) {
      return () -> {};
    }
    workIsWaiting = false;
    cancelAsked = new ArrayList<>();
    return () -> listeners.forEach(listener -> tell(listener, work, cancels));
  }

  private static void tell(QueueListener listener, boolean work, List<RunId> cancels) {
    if (work) {
      listener.workIsWaiting();
    }
    cancels.forEach(listener::cancelAsked);
  }
}
