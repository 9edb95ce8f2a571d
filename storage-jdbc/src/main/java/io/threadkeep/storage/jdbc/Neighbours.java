package io.threadkeep.storage.jdbc;

import io.threadkeep.store.QueueListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Listeners of this process, told by its own commits that the next run of a thread has got its
 * turn: not every database tells, and not everywhere is it heard.
 */
final class Neighbours {
  private final List<QueueListener> listeners = new CopyOnWriteArrayList<>();

  QueueListener.Ear listen(QueueListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  void workIsWaiting() {
    listeners.forEach(QueueListener::workIsWaiting);
  }
}
