package io.threadkeep.storage.memory;

import io.threadkeep.id.Scope;
import io.threadkeep.store.FairTurn;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The queued runs of all users. Guarded by {@link Memory}'s lock.
 *
 * <p>One that is its thread's active run is <em>parked</em> until it is due, by the instant when it
 * is, and then <em>ready</em>, by its turn. One that waits for its thread only counts.
 */
final class FairQueue {
  private static final Comparator<HeldRun> BY_TURN =
      Comparator.comparingLong(HeldRun::turn).thenComparing(run -> run.id().value());

  private final TreeSet<HeldRun> parked =
      new TreeSet<>(Comparator.comparing(HeldRun::notBefore).thenComparing(HeldRun::place));
  private final TreeSet<HeldRun> ready = new TreeSet<>(BY_TURN);
  private final Map<Scope, TreeSet<HeldRun>> ofOwner = new HashMap<>();

  /** How many of those parked or ready have a turn. */
  private final TreeMap<Long, Integer> turns = new TreeMap<>();

  private final ServedTurns served = new ServedTurns();
  private int size;

  void add(HeldRun run) {
    ofOwner.computeIfAbsent(run.owner(), none -> new TreeSet<>(BY_TURN)).add(run);
    size++;
    if (run.isActive()) {
      parked.add(run);
      turns.merge(run.turn(), 1, Integer::sum);
    }
  }

  /** Takes a run off that may be in the queue; what it is sorted by has not changed. */
  void remove(HeldRun run) {
    TreeSet<HeldRun> others = ofOwner.get(run.owner());
    if (others == null || !others.remove(run)) {
      return;
    }
    if (others.isEmpty()) {
      ofOwner.remove(run.owner());
    }
    size--;
    if (parked.remove(run) || ready.remove(run)) {
      turns.computeIfPresent(run.turn(), (turn, count) -> count == 1 ? null : count - 1);
    }
  }

  int size() {
    return size;
  }

  int sizeOf(Scope owner) {
    TreeSet<HeldRun> runs = ofOwner.get(owner);
    return runs == null ? 0 : runs.size();
  }

  /** Those that a worker may take now, in their turns. */
  Stream<HeldRun> due(Instant now) {
    while (!parked.isEmpty() && !parked.first().notBefore().isAfter(now)) {
      ready.add(parked.pollFirst());
    }
    return ready.stream().filter(run -> !run.isExpired(now));
  }

  /** The turn of a run that {@code owner} gets into the queue now. */
  long turn(Scope owner, int weight, Instant now) {
    Long first = turns.higherKey(0L);
    TreeSet<HeldRun> queued = ofOwner.get(owner);
    long last = queued == null ? 0 : queued.last().turn();
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
    return new FairTurn(
            micros, served.highest(), first == null ? 0 : first, Math.max(last, served.of(owner)))
        .of(weight);
  }

  /** A run's turn was claimed. */
  void serve(HeldRun run) {
    served.add(run.owner(), run.turn());
  }
}
