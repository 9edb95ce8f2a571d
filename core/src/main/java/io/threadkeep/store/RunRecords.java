package io.threadkeep.store;

import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStep;
import java.util.List;
import java.util.Optional;

/** Runs, as their owner sees them. */
public interface RunRecords {

  /**
   * Appends the messages and creates the run, pinned to the log's end behind them, in one
   * transaction; again with the same id or key, returns the first result.
   *
   * <p>While a run of the thread has not ended, {@link io.threadkeep.run.WhenBusy} says what comes
   * of it. A run that waits for its thread is queued, and nobody can claim it. When the active run
   * ends, by whoever's move, the oldest waiting one is active in its place in the same transaction,
   * and is pinned anew to the log's end; where the store ends runs by itself, that may take until
   * the end of the call to {@link RunQueue#reap}.
   *
   * @throws io.threadkeep.run.ActiveRunException if a run of the thread has not ended, and this one
   *     is to be refused then; nothing is stored
   * @throws io.threadkeep.run.QueueFullException if the run would be queued and too many are; those
   *     that are born claimed or join another one never are. Nothing is stored
   * @throws io.threadkeep.error.NotFoundException if the thread is not in scope
   * @throws io.threadkeep.error.IdempotencyConflictException if the key stands for something else
   */
  SubmittedRun submit(Scope scope, RunSubmission submission);

  /**
   * The run of a submission with {@code key} in this very scope, as it is now; nothing if there was
   * none.
   *
   * @throws io.threadkeep.error.IdempotencyConflictException if the key stands for something else
   */
  Optional<Run> submitted(Scope scope, IdempotencyKey key);

  /**
   * Puts a run that has ended on record as it was, with those of its steps that are not there yet;
   * again, changes nothing. It had its worker elsewhere: no lease, no place in the queue, no event
   * comes of it, and nobody's turn is later for it. Its owner is the thread's.
   *
   * @return the run as it is on record: if it is not the same, another one had the id before, and
   *     nothing was stored
   * @throws io.threadkeep.error.NotFoundException if the thread is not in scope
   * @throws StorageException if an id is another thread's run's, or another run's step's
   */
  Run record(Scope scope, EndedRun ended);

  Optional<Run> find(Scope scope, RunId id);

  /** The run that keeps the thread busy, if one does; empty if the thread is not in scope. */
  Optional<Run> active(Scope scope, ThreadId thread);

  /**
   * Puts {@code metadata} in the place of the old, as a whole, whatever the run's status.
   *
   * @throws io.threadkeep.error.NotFoundException if the run is not in scope
   */
  Run replaceMetadata(Scope scope, RunId id, Metadata metadata);

  /**
   * By creation; {@code page.after} is a run's id.
   *
   * @throws io.threadkeep.error.NotFoundException if the thread, or {@code page.after} in it, is
   *     not in scope
   */
  Page<Run> list(Scope scope, ThreadId thread, PageRequest page);

  /**
   * By creation; {@code page.after} is a step's id.
   *
   * @throws io.threadkeep.error.NotFoundException if the run, or {@code page.after} in it, is not
   *     in scope
   */
  Page<RunStep> steps(Scope scope, RunId run, PageRequest page);

  /**
   * Up to {@code limit} events with sequences above {@code after}, the oldest first, each with the
   * time when it was stored: not before the claim of its attempt, not before an earlier event, and
   * not behind the run's end. Costs what it returns.
   *
   * @throws io.threadkeep.error.NotFoundException if the run is not in scope
   */
  StoredEvents events(Scope scope, RunId run, long after, int limit);

  /**
   * Makes {@code CANCEL} or {@code REQUEST_CANCEL}, whichever the status allows. A run that has
   * ended or is already being cancelled is returned as it is: what the row says is the outcome.
   *
   * @throws io.threadkeep.error.NotFoundException if the run is not in scope
   */
  Run cancel(Scope scope, RunId id);

  /**
   * Makes {@code SUBMIT_OUTPUTS}: appends {@code results}, replaces {@code steps} by id, and queues
   * the run with no attempts; again with the same results, returns the run as it is.
   *
   * @param advances of the run as it waited: one that has gone on since, and may wait again, waits
   *     for something else
   * @throws io.threadkeep.run.IllegalRunMoveException if the run does not wait for outputs, or not
   *     for these
   * @throws io.threadkeep.error.NotFoundException if the run is not in scope
   */
  Run submitOutputs(
      Scope scope, RunId id, int advances, List<MessageDraft> results, List<RunStep> steps);

  /**
   * Closes what a run has left open that ended without a worker: appends {@code results} and
   * replaces {@code steps} by id. Changes nothing if one of the steps has ended: this was done
   * before, perhaps by somebody else, with results of their own.
   *
   * @throws io.threadkeep.error.NotFoundException if the run is not in scope
   */
  void close(Scope scope, RunId id, List<MessageDraft> results, List<RunStep> steps);
}
