package io.threadkeep.kit;

import io.threadkeep.run.Lease;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.store.Backlog;
import io.threadkeep.store.Claimant;
import io.threadkeep.store.CommittedRun;
import io.threadkeep.store.LeaseState;
import io.threadkeep.store.NewEvents;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.RunQueue;
import io.threadkeep.store.StorageUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A queue that no heartbeat reaches, as behind a network that is cut. */
record UnheardQueue(RunQueue queue) implements RunQueue {
  @Override
  public List<LeasedRun> claim(Claimant claimant, int limit) {
    return queue.claim(claimant, limit);
  }

  @Override
  public Backlog backlog() {
    return queue.backlog();
  }

  @Override
  public Map<Lease, LeaseState> heartbeat(List<Lease> leases, Duration duration) {
    throw new StorageUnavailableException("No heartbeat gets through.", null);
  }

  @Override
  public CommittedRun commit(Lease lease, RunCommit commit) {
    return queue.commit(lease, commit);
  }

  @Override
  public Set<Lease> publish(Map<Lease, NewEvents> events) {
    return queue.publish(events);
  }

  @Override
  public List<Run> reap(int maxAttempts, int limit) {
    return queue.reap(maxAttempts, limit);
  }

  @Override
  public int forgetKeys(Duration age, int limit) {
    return queue.forgetKeys(age, limit);
  }

  @Override
  public int forgetEvents(Duration age, int limit) {
    return queue.forgetEvents(age, limit);
  }
}
