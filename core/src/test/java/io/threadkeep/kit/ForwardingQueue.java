package io.threadkeep.kit;

import io.threadkeep.run.Lease;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.store.Backlog;
import io.threadkeep.store.Claimant;
import io.threadkeep.store.CommittedRun;
import io.threadkeep.store.LeaseState;
import io.threadkeep.store.NewEvents;
import io.threadkeep.store.QueueListener;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.RunQueue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Passes everything on; for queues that do one thing otherwise. */
abstract class ForwardingQueue implements RunQueue {
  private final RunQueue queue;

  ForwardingQueue(RunQueue queue) {
    this.queue = queue;
  }

  @Override
  public List<LeasedRun> claim(Claimant claimant, int limit) {
    return queue.claim(claimant, limit);
  }

  @Override
  public QueueListener.Ear listen(QueueListener listener) {
    return queue.listen(listener);
  }

  @Override
  public Backlog backlog() {
    return queue.backlog();
  }

  @Override
  public Map<Lease, LeaseState> heartbeat(List<Lease> leases, Duration duration) {
    return queue.heartbeat(leases, duration);
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
