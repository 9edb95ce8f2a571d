package io.threadkeep.store;

import io.threadkeep.run.Lease;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs, as workers see them. A claimed run brings its scope along; every write shows the lease and
 * changes nothing if a newer token is out.
 *
 * <p>A lease opens its run while the run is in progress or being cancelled and no newer token is
 * out. That its time has run out does not close it by itself: {@link #reap} does.
 */
public interface RunQueue {

  /**
   * Takes up to {@code limit} runs that are queued, due and not expired, each in its {@link
   * FairTurn}, with {@code CLAIM}: each gets a new token, and its attempts grow by one. No two
   * calls get the same run. Passed over are runs whose model's {@link ModelGates gate} is closed,
   * and what the claimant does not take.
   */
  List<LeasedRun> claim(Claimant claimant, int limit);

  /**
   * Tells {@code listener} when runs are queued and when workers are to stop, whichever process
   * that comes from, as far as the store can hear of it. Some can hear nothing, and others can miss
   * something: who listens goes on asking.
   */
  QueueListener.Ear listen(QueueListener listener);

  /** How much waits to be claimed; looked at now and then, so that it may take a moment. */
  Backlog backlog();

  /** Extends leases to {@code duration} from now, all in one statement where the store can. */
  Map<Lease, LeaseState> heartbeat(List<Lease> leases, Duration duration);

  /**
   * Makes a worker's move with all that goes with it, in one transaction; again with the same
   * messages or steps, returns the first result. So does {@code ADVANCE}, while the lease holds: a
   * worker repeats a commit of unknown outcome to go on from there. One that brings neither
   * messages nor steps cannot be told from its repetition.
   *
   * @throws io.threadkeep.run.LeaseLostException if the lease no longer opens the run
   * @throws io.threadkeep.run.IllegalRunMoveException if the lease holds but the status does not
   *     allow the move
   * @throws StorageException if events before the commit's are missing
   */
  CommittedRun commit(Lease lease, RunCommit commit);

  /**
   * Stores events of several runs in one transaction, each behind those of its run that are there.
   *
   * @return the leases of runs for which nothing was stored: the lease no longer opens the run, or
   *     events before these are missing
   * @throws io.threadkeep.secrecy.EnvelopeKeysUnavailableException if the key for one of them
   *     cannot be had now; nothing is stored, and the same can be stored run by run
   */
  Set<Lease> publish(Map<Lease, NewEvents> events);

  /**
   * Moves runs whose lease or time has run out, up to {@code limit}: {@code EXPIRE} where the run's
   * time is up; else {@code REAP_CANCELLED}; else {@code REAP} or, after {@code maxAttempts}
   * attempts, {@code GIVE_UP} with {@code SERVER_ERROR}. Each takes the lease from whoever had it.
   * A lease that holds is never taken: to end a run whose time is up is then its worker's move.
   *
   * @return the runs as they are now; fewer, if the answer to a commit was lost on the way
   */
  List<Run> reap(int maxAttempts, int limit);

  /**
   * Forgets idempotency keys older than {@code age}, up to {@code limit}.
   *
   * @return how many
   */
  int forgetKeys(Duration age, int limit);

  /**
   * Forgets the events of up to {@code limit} runs that ended longer than {@code age} ago.
   *
   * @return of how many runs
   */
  int forgetEvents(Duration age, int limit);
}
