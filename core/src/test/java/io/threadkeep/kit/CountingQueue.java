package io.threadkeep.kit;

import io.threadkeep.run.Lease;
import io.threadkeep.store.CommittedRun;
import io.threadkeep.store.NewEvents;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.RunQueue;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A queue that counts what is written. */
final class CountingQueue extends ForwardingQueue {
  private final AtomicInteger publishes = new AtomicInteger();
  private final AtomicInteger commits = new AtomicInteger();
  private final Consumer<Map<Lease, NewEvents>> obstacle;

  CountingQueue(RunQueue queue) {
    this(queue, events -> {});
  }

  /**
   * @param obstacle what events have to get past before they are published
   */
  CountingQueue(RunQueue queue, Consumer<Map<Lease, NewEvents>> obstacle) {
    super(queue);
    this.obstacle = obstacle;
  }

  AtomicInteger publishes() {
    return publishes;
  }

  AtomicInteger commits() {
    return commits;
  }

  @Override
  public CommittedRun commit(Lease lease, RunCommit commit) {
    commits.incrementAndGet();
    return super.commit(lease, commit);
  }

  @Override
  public Set<Lease> publish(Map<Lease, NewEvents> events) {
    publishes.incrementAndGet();
    obstacle.accept(events);
    return super.publish(events);
  }
}
