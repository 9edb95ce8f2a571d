package io.threadkeep.store;

import java.time.Duration;
import java.util.Optional;

/**
 * Work on the storage as a whole that one process does at a time: each job has a holder, by a lease
 * with a token on the store's clock, and a small text that says how far it has come.
 *
 * <p>Whoever works under a lease saves the progress in the transaction of the work itself, so that
 * the next holder goes on from exactly there, whatever has become of this one. A lease holds until
 * somebody else takes the job, which nobody can before its time has run out.
 */
public interface Jobs {

  /**
   * Takes the job, unless somebody has it.
   *
   * @param worker a name for people, new for each holder: who comes again under the same name has
   *     lost an answer
   */
  Optional<TakenJob> take(String job, String worker, Duration length);

  /** Nothing if nobody has ever taken it. */
  Optional<JobState> find(String job);

  /**
   * Saves how far the job has come, and extends the lease.
   *
   * @throws JobLostException if somebody else has taken it
   */
  void save(JobLease lease, String progress);

  /** Lets the job go, so that it can be taken at once; nothing if it is lost already. */
  void release(JobLease lease);
}
