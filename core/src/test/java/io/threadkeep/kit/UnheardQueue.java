package io.threadkeep.kit;

import io.threadkeep.run.Lease;
import io.threadkeep.store.LeaseState;
import io.threadkeep.store.QueueListener;
import io.threadkeep.store.RunQueue;
import io.threadkeep.store.StorageUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A queue that no heartbeat reaches, and no news comes from, as behind a network that is cut. */
final class UnheardQueue extends ForwardingQueue {

  UnheardQueue(RunQueue queue) {
    super(queue);
  }

  @Override
  public Map<Lease, LeaseState> heartbeat(List<Lease> leases, Duration duration) {
    throw new StorageUnavailableException("No heartbeat gets through.", null);
  }

  @Override
  public QueueListener.Ear listen(QueueListener listener) {
    return () -> {};
  }
}
