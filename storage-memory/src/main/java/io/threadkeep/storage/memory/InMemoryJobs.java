package io.threadkeep.storage.memory;

import io.threadkeep.store.JobLease;
import io.threadkeep.store.JobLostException;
import io.threadkeep.store.JobState;
import io.threadkeep.store.Jobs;
import io.threadkeep.store.TakenJob;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Jobs, of which each has one holder at a time. */
final class InMemoryJobs implements Jobs {
  private final Memory memory;

  /** Guarded by the memory's lock. */
  private final Map<String, HeldJob> jobs = new HashMap<>();

  InMemoryJobs(Memory memory) {
    this.memory = memory;
  }

  /**
   * @param heldUntil for as long as nobody else can take it
   */
  private record HeldJob(long token, Instant heldUntil, String progress, Instant writtenAt) {}

  @Override
  public Optional<TakenJob> take(String job, String worker, Duration length) {
    return memory.transaction(
        () -> {
          Instant now = memory.now();
          HeldJob before = jobs.getOrDefault(job, new HeldJob(0, now, "", now));
          if (before.heldUntil().isAfter(now)) {
            return Optional.empty();
          }
          long token = before.token() + 1;
          jobs.put(
              job, new HeldJob(token, now.plus(length), before.progress(), before.writtenAt()));
          return Optional.of(new TakenJob(new JobLease(job, token, length), before.progress()));
        });
  }

  @Override
  public Optional<JobState> find(String job) {
    return memory.transaction(
        () -> {
          Instant now = memory.now();
          return Optional.ofNullable(jobs.get(job))
              .map(
                  held ->
                      new JobState(
                          held.heldUntil().isAfter(now),
                          held.progress(),
                          Duration.between(held.writtenAt(), now)));
        });
  }

  @Override
  public void save(JobLease lease, String progress) {
    memory.transaction(() -> keep(lease, progress));
  }

  @Override
  public void release(JobLease lease) {
    memory.transaction(
        () ->
            jobs.computeIfPresent(
                lease.job(),
                (job, held) ->
                    held.token() == lease.token()
                        ? new HeldJob(held.token(), memory.now(), held.progress(), held.writtenAt())
                        : held));
  }

  /** Within a transaction. */
  String keep(JobLease lease, String progress) {
    requireHeld(lease);
    Instant now = memory.now();
    jobs.put(lease.job(), new HeldJob(lease.token(), now.plus(lease.length()), progress, now));
    return progress;
  }

  /** Within a transaction. */
  void requireHeld(JobLease lease) {
    HeldJob held = jobs.get(lease.job());
    if (held == null || held.token() != lease.token()) {
      throw new JobLostException(lease);
    }
  }
}
