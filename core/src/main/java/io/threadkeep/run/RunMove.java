package io.threadkeep.run;

import static io.threadkeep.run.RunStatus.CANCELLED;
import static io.threadkeep.run.RunStatus.CANCELLING;
import static io.threadkeep.run.RunStatus.COMPLETED;
import static io.threadkeep.run.RunStatus.EXPIRED;
import static io.threadkeep.run.RunStatus.FAILED;
import static io.threadkeep.run.RunStatus.INCOMPLETE;
import static io.threadkeep.run.RunStatus.IN_PROGRESS;
import static io.threadkeep.run.RunStatus.QUEUED;
import static io.threadkeep.run.RunStatus.REQUIRES_ACTION;

import java.util.EnumSet;
import java.util.Set;

/**
 * The one table of legal moves. Stores guard their updates with it: {@code where status in
 * (move.sources())}.
 *
 * <p>{@link Mover} says who may make a move: a worker shows its lease, the owner its scope, and the
 * store moves by its own clock.
 */
public enum RunMove {
  /** A worker takes the run: an attempt begins. */
  CLAIM(Mover.STORE, IN_PROGRESS, QUEUED),
  /** The worker hands the run back unharmed: the attempt does not count. */
  RELEASE(Mover.WORKER, QUEUED, IN_PROGRESS),
  /** The attempt failed and another may succeed, after a delay. */
  RETRY(Mover.WORKER, QUEUED, IN_PROGRESS),
  /** The lease ran out: the worker is taken for dead. */
  REAP(Mover.STORE, QUEUED, IN_PROGRESS),
  /** A step is stored, and the worker goes on under the same lease. */
  ADVANCE(Mover.WORKER, IN_PROGRESS, IN_PROGRESS),
  REQUIRE_ACTION(Mover.WORKER, REQUIRES_ACTION, IN_PROGRESS),
  /** Whatever went wrong before has been looked at: attempts count from zero again. */
  SUBMIT_OUTPUTS(Mover.OWNER, QUEUED, REQUIRES_ACTION),
  COMPLETE(Mover.WORKER, COMPLETED, IN_PROGRESS),
  /** Ends the run with an unfinished reply. */
  CUT_SHORT(Mover.WORKER, INCOMPLETE, IN_PROGRESS),
  FAIL(Mover.WORKER, FAILED, IN_PROGRESS),
  /** The run's time is over: its worker ends it, and keeps what the model has said so far. */
  TIME_UP(Mover.WORKER, EXPIRED, IN_PROGRESS, CANCELLING),
  /** The lease ran out and no attempt is left. */
  GIVE_UP(Mover.STORE, FAILED, IN_PROGRESS),
  /** Nobody is at work on the run: it ends at once. */
  CANCEL(Mover.OWNER, CANCELLED, QUEUED, REQUIRES_ACTION),
  /** Somebody is: the worker is told to stop. */
  REQUEST_CANCEL(Mover.OWNER, CANCELLING, IN_PROGRESS),
  CONFIRM_CANCEL(Mover.WORKER, CANCELLED, CANCELLING),
  /** The worker that should have stopped is gone. */
  REAP_CANCELLED(Mover.STORE, CANCELLED, CANCELLING),
  /** The run's time is over, and no worker holds a lease on it that would end it. */
  EXPIRE(Mover.STORE, EXPIRED, QUEUED, IN_PROGRESS, REQUIRES_ACTION, CANCELLING),
  /** Its thread is deleted; whoever is at work on it loses the lease. */
  WITHDRAW(Mover.STORE, CANCELLED, QUEUED, IN_PROGRESS, REQUIRES_ACTION, CANCELLING);

  /** Whose move it is. */
  public enum Mover {
    WORKER,
    OWNER,
    STORE
  }

  private final Mover mover;
  private final RunStatus target;

  @SuppressWarnings("ImmutableEnumChecker") // Handed out in copies only.
  private final Set<RunStatus> sources;

  RunMove(Mover mover, RunStatus target, RunStatus first, RunStatus... others) {
    this.mover = mover;
    this.target = target;
    this.sources = EnumSet.of(first, others);
  }

  public Mover mover() {
    return mover;
  }

  public RunStatus target() {
    return target;
  }

  /** In which statuses a run must be for this move. */
  public Set<RunStatus> sources() {
    return EnumSet.copyOf(sources);
  }

  /** Whether it leaves something stored that a later attempt takes up instead of doing it again. */
  public boolean isAdvance() {
    return this == ADVANCE || this == REQUIRE_ACTION;
  }

  public boolean isLegalFrom(RunStatus status) {
    return sources.contains(status);
  }
}
