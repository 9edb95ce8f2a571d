package io.threadkeep.store;

import java.time.Duration;

/**
 * A worker that takes runs.
 *
 * @param worker a name for people, new for each process; rights come from the lease alone
 * @param lease how long a claim holds without a heartbeat
 * @param maxRunningOfUser how many runs of one user may be at work; 0 for any number. Workers that
 *     claim at the same moment may get past it
 */
public record Claimant(String worker, Duration lease, int maxRunningOfUser) {

  /** One that takes whatever is there. */
  public Claimant(String worker, Duration lease) {
    this(worker, lease, 0);
  }
}
