package io.threadkeep.storage.memory;

import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.run.QueueFullException;
import io.threadkeep.run.QueueFullException.Bound;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStatus;
import io.threadkeep.store.Admission;
import io.threadkeep.store.Claimant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All runs, filed by what is to be done about them. Guarded by {@link Memory}'s lock. */
final class RunBoard {
  private final Map<RunId, HeldRun> all = new HashMap<>();
  private final NavigableMap<Place, HeldRun> unended = new TreeMap<>();
  private final FairQueue queue = new FairQueue();
  private final Set<HeldRun> atWork = new HashSet<>();
  private final Bell bell;

  RunBoard(Bell bell) {
    this.bell = bell;
  }

  @Nullable HeldRun find(RunId id) {
    return all.get(id);
  }

  /**
   * @param freed how many queued runs of {@code owner} will make room
   * @throws QueueFullException if there is none for another one
   */
  void requireRoom(Scope owner, Admission admission, int freed) {
    if (queue.sizeOf(owner) - freed >= admission.maxQueuedOfUser()) {
      throw new QueueFullException(owner, Bound.USER, admission.maxQueuedOfUser());
    }
    if (queue.size() - freed >= admission.maxQueued()) {
      throw new QueueFullException(owner, Bound.ALL, admission.maxQueued());
    }
  }

  void add(HeldRun run, Instant now) {
    all.put(run.id(), run);
    run.thread().runs().put(run.place(), run);
    run.thread().enter(run);
    giveTurn(run, now);
    file(run);
  }

  /** Takes in a run that had ended before it came here: nothing is to be done about it. */
  void record(HeldRun ended) {
    all.put(ended.id(), ended);
    ended.thread().runs().put(ended.place(), ended);
  }

  /**
   * Lets {@code change} work on the run and files it where it then belongs. If that ends the run,
   * the next one of its thread is active.
   */
  void change(HeldRun run, Instant now, Runnable change) {
    unfile(run);
    change.run();
    if (!run.status().isFinal()) {
      file(run);
      return;
    }
    HeldRun next = run.thread().leave(run);
    if (next != null) {
      unfile(next);
      next.pin(next.thread().log().size());
      giveTurn(next, now);
      file(next);
    }
  }

  /** Makes the owner's move that ends the run or asks its worker to; whether there was one. */
  boolean cancel(HeldRun run, Instant now) {
    for (RunMove move : List.of(RunMove.CANCEL, RunMove.REQUEST_CANCEL)) {
      if (move.isLegalFrom(run.status())) {
        change(run, now, () -> run.move(move, now));
        if (move == RunMove.REQUEST_CANCEL) {
          bell.cancelAsked(run.id());
        }
        return true;
      }
    }
    return false;
  }

  /** Ends a run whose thread is deleted, and takes it from its worker. */
  void withdraw(HeldRun run, Instant now) {
    change(run, now, () -> run.move(RunMove.WITHDRAW, now));
    run.takeLease();
    bell.cancelAsked(run.id());
  }

  void remove(Collection<HeldRun> runs) {
    for (HeldRun run : runs) {
      unfile(run);
      all.remove(run.id());
    }
  }

  /** Up to {@code limit} runs of {@code those} that the worker may take now, in their turns. */
  List<HeldRun> claimable(Claimant claimant, int limit, Instant now, Predicate<HeldRun> those) {
    int most = claimant.maxRunningOfUser();
    Map<Scope, Integer> running = new HashMap<>();
    atWork.forEach(run -> running.merge(run.owner(), 1, Integer::sum));
    return queue
        .due(now)
        .filter(those)
        .filter(run -> !claimant.unserved().contains(run.toolSet()))
        .filter(run -> most == 0 || running.merge(run.owner(), 1, Integer::sum) <= most)
        .limit(limit)
        .toList();
  }

  /** Up to {@code limit} runs that wait for a worker, whoever may take them. */
  List<HeldRun> due(Instant now, int limit) {
    return queue.due(now).limit(limit).toList();
  }

  /**
   * Up to {@code limit} runs that the store is to move, oldest first. Looks at all that have not
   * ended.
   */
  List<HeldRun> overdue(Instant now, int limit) {
    List<HeldRun> found = new ArrayList<>();
    Iterator<HeldRun> runs = unended.values().iterator();
    while (runs.hasNext() && found.size() < limit) {
      HeldRun run = runs.next();
      if (run.isOverdue(now)) {
        found.add(run);
      }
    }
    return found;
  }

  /** Where the run can be claimed, whether it has waited for its thread or not. */
  private void giveTurn(HeldRun run, Instant now) {
    if (run.status() == RunStatus.QUEUED && run.isActive()) {
      run.takeTurn(queue.turn(run.owner(), run.weight(), now));
    }
  }

  private void file(HeldRun run) {
    unended.put(run.place(), run);
    if (run.status() == RunStatus.QUEUED) {
      queue.add(run);
      if (run.isActive()) {
        bell.workIsWaiting();
      }
    } else if (run.isLeased()) {
      atWork.add(run);
      queue.serve(run);
    }
  }

  private void unfile(HeldRun run) {
    unended.remove(run.place());
    queue.remove(run);
    atWork.remove(run);
  }
}
