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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A queue that counts what is written.
 *
 * @param obstacle what events have to get past before they are published
 */
record CountingQueue(
    RunQueue queue,
    AtomicInteger publishes,
    AtomicInteger commits,
    Consumer<Map<Lease, NewEvents>> obstacle)
    implements RunQueue {

  CountingQueue(RunQueue queue) {
    this(queue, events -> {});
  }

  CountingQueue(RunQueue queue, Consumer<Map<Lease, NewEvents>> obstacle) {
    this(queue, new AtomicInteger(), new AtomicInteger(), obstacle);
  }

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
    return queue.heartbeat(leases, duration);
  }

  @Override
  public CommittedRun commit(Lease lease, RunCommit commit) {
    commits.incrementAndGet();
    return queue.commit(lease, commit);
  }

  @Override
  public Set<Lease> publish(Map<Lease, NewEvents> events) {
    publishes.incrementAndGet();
    obstacle.accept(events);
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
