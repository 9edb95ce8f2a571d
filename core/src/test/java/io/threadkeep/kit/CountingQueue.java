package io.threadkeep.kit;

import io.threadkeep.run.Lease;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.store.Claimant;
import io.threadkeep.store.LeaseState;
import io.threadkeep.store.NewEvents;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.RunQueue;
import io.threadkeep.store.StorageUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A queue that counts what is written, and takes no events for as long as a rule says so.
 *
 * @param publishes with events in them
 * @param refusals how many of the next publishes fail, as if the storage could not be reached
 */
record CountingQueue(
    RunQueue queue, AtomicInteger publishes, AtomicInteger commits, AtomicInteger refusals)
    implements RunQueue {

  CountingQueue(RunQueue queue) {
    this(queue, new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
  }

  @Override
  public List<LeasedRun> claim(Claimant claimant, int limit) {
    return queue.claim(claimant, limit);
  }

  @Override
  public Map<Lease, LeaseState> heartbeat(List<Lease> leases, Duration duration) {
    return queue.heartbeat(leases, duration);
  }

  @Override
  public Run commit(Lease lease, RunCommit commit) {
    commits.incrementAndGet();
    return queue.commit(lease, commit);
  }

  @Override
  public Set<Lease> publish(Map<Lease, NewEvents> events) {
    publishes.incrementAndGet();
    if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new StorageUnavailableException("No event gets through.", null);
    }
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
