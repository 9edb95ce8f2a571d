package io.threadkeep.options;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.limit.Checks;
import java.time.Duration;

/**
 * The workers of one JVM.
 *
 * @param slots runs at once; 0 to 100,000. With 0 this JVM submits and awaits, and others do the
 *     work
 * @param lease how long a worker may be silent before its run is another's
 * @param heartbeat how often leases are extended; at most a third of the lease
 * @param poll how often to look for runs that other JVMs have left
 * @param grace how long a shutdown waits for runs under way
 * @param reaper whether this JVM frees what dead workers hold, ends what is over its time, removes
 *     what deleted threads have left, and forgets old keys, events and budgets. Some JVM has to
 */
public record WorkerOptions(
    int slots, Duration lease, Duration heartbeat, Duration poll, Duration grace, boolean reaper) {
  public WorkerOptions {
    Checks.range("workers.slots", slots, 0, 100_000);
    requirePositive("workers.lease", lease);
    requirePositive("workers.heartbeat", heartbeat);
    requirePositive("workers.poll", poll);
    if (heartbeat.multipliedBy(3).compareTo(lease) > 0) {
      throw new InvalidInputException(
          "workers.heartbeat", "at most a third of the lease of " + lease, heartbeat.toString());
    }
  }

  public static WorkerOptions defaults() {
    return new WorkerOptions(
        16,
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        Duration.ofSeconds(1),
        Duration.ofSeconds(30),
        true);
  }

  public WorkerOptions slots(int newSlots) {
    return new WorkerOptions(newSlots, lease, heartbeat, poll, grace, reaper);
  }

  /** With a heartbeat of a third of it. */
  public WorkerOptions lease(Duration newLease) {
    return new WorkerOptions(slots, newLease, newLease.dividedBy(3), poll, grace, reaper);
  }

  public WorkerOptions poll(Duration newPoll) {
    return new WorkerOptions(slots, lease, heartbeat, newPoll, grace, reaper);
  }

  public WorkerOptions grace(Duration newGrace) {
    return new WorkerOptions(slots, lease, heartbeat, poll, newGrace, reaper);
  }

  /** For a JVM that only looks, or whose options are not those of the others. */
  public WorkerOptions reaper(boolean newReaper) {
    return new WorkerOptions(slots, lease, heartbeat, poll, grace, newReaper);
  }

  private static void requirePositive(String field, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new InvalidInputException(field, "a duration above zero", duration.toString());
    }
  }
}
