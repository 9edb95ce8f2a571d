package io.threadkeep.store;

import java.time.Duration;
import java.util.Set;

/**
 * A worker that takes runs.
 *
 * @param worker a name for people, new for each process; rights come from the lease alone
 * @param lease how long a claim holds without a heartbeat
 * @param maxRunningOfUser how many runs of one user may be at work; 0 for any number. Workers that
 *     claim at the same moment may get past it
 * @param unserved what runs {@linkplain io.threadkeep.run.RunSpec#needs need} that it lacks
 */
public record Claimant(String worker, Duration lease, int maxRunningOfUser, Set<String> unserved) {
  public Claimant {
    unserved = Set.copyOf(unserved);
  }

  /** One that takes whatever is there. */
  public Claimant(String worker, Duration lease) {
    this(worker, lease, 0, Set.of());
  }

  public Claimant maxRunningOfUser(int newMax) {
    return new Claimant(worker, lease, newMax, unserved);
  }

  public Claimant unserved(Set<String> newUnserved) {
    return new Claimant(worker, lease, maxRunningOfUser, newUnserved);
  }

  public Claimant lease(Duration newLease) {
    return new Claimant(worker, newLease, maxRunningOfUser, unserved);
  }
}
