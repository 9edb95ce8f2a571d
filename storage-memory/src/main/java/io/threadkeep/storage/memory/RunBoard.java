package io.threadkeep.storage.memory;

import io.threadkeep.id.RunId;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All runs, and in which order workers get those that wait. Guarded by {@link Memory}'s lock.
 *
 * <p>A queued run that is its thread's active one is <em>parked</em> until it is due, by the
 * instant when it is, and then <em>ready</em>, by its creation.
 */
final class RunBoard {
  private final Map<RunId, HeldRun> all = new HashMap<>();
  private final NavigableMap<Place, HeldRun> unended = new TreeMap<>();
  private final NavigableMap<Place, HeldRun> ready = new TreeMap<>();
  private final TreeSet<HeldRun> parked =
      new TreeSet<>(Comparator.comparing(HeldRun::notBefore).thenComparing(HeldRun::place));

  @Nullable HeldRun find(RunId id) {
    return all.get(id);
  }

  void add(HeldRun run) {
    all.put(run.id(), run);
    run.thread().runs().put(run.place(), run);
    run.thread().enter(run);
    file(run);
  }

  /**
   * Lets {@code change} work on the run and files it where it then belongs. If that ends the run,
   * the next one of its thread is active.
   */
  void change(HeldRun run, Runnable change) {
    unfile(run);
    change.run();
    if (!run.status().isFinal()) {
      file(run);
      return;
    }
    HeldRun next = run.thread().leave(run);
    if (next != null) {
      next.pin(next.thread().log().size());
      file(next);
    }
  }

  /** Makes the owner's move that ends the run or asks its worker to; whether there was one. */
  boolean cancel(HeldRun run, Instant now) {
    for (RunMove move : List.of(RunMove.CANCEL, RunMove.REQUEST_CANCEL)) {
      if (move.isLegalFrom(run.status())) {
        change(run, () -> run.move(move, now));
        return true;
      }
    }
    return false;
  }

  void remove(Collection<HeldRun> runs) {
    for (HeldRun run : runs) {
      unfile(run);
      all.remove(run.id());
    }
  }

  /** Up to {@code limit} runs that a worker who takes {@code those} may take now, oldest first. */
  List<HeldRun> claimable(Instant now, int limit, Predicate<HeldRun> those) {
    while (!parked.isEmpty() && !parked.first().notBefore().isAfter(now)) {
      HeldRun due = parked.first();
      parked.remove(due);
      ready.put(due.place(), due);
    }
    return ready.values().stream()
        .filter(run -> !run.isExpired(now))
        .filter(those)
        .limit(limit)
        .toList();
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

  private void file(HeldRun run) {
    unended.put(run.place(), run);
    if (run.status() == RunStatus.QUEUED && run == run.thread().activeRun()) {
      parked.add(run);
    }
  }

  private void unfile(HeldRun run) {
    unended.remove(run.place());
    parked.remove(run);
    ready.remove(run.place());
  }
}
