package io.threadkeep.storage.memory;

import io.threadkeep.id.Scope;
import io.threadkeep.store.FairTurn;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The queued runs of all users. Guarded by {@link Memory}'s lock.
 *
 * <p>One that is its thread's active run is <em>parked</em> until it is due, by the instant when it
 * is, and then <em>ready</em>, by its turn. One that waits for its thread only counts.
 */
final class FairQueue {
  private final TreeSet<HeldRun> parked =
      new TreeSet<>(Comparator.comparing(HeldRun::notBefore).thenComparing(HeldRun::place));
  private final TreeSet<HeldRun> ready =
      new TreeSet<>(Comparator.comparingLong(HeldRun::turn).thenComparing(run -> run.id().value()));
  private final Map<Scope, Set<HeldRun>> ofOwner = new HashMap<>();
  private final Map<Scope, Long> servedOfOwner = new HashMap<>();
  private long served;
  private int size;

  void add(HeldRun run) {
    ofOwner.computeIfAbsent(run.owner(), none -> new HashSet<>()).add(run);
    size++;
    if (run.isActive()) {
      parked.add(run);
    }
  }

  /** Takes a run off that may be in the queue; what it is sorted by has not changed. */
  void remove(HeldRun run) {
    Set<HeldRun> others = ofOwner.get(run.owner());
    if (others == null || !others.remove(run)) {
      return;
    }
    if (others.isEmpty()) {
      ofOwner.remove(run.owner());
    }
    size--;
    parked.remove(run);
    ready.remove(run);
  }

  int size() {
    return size;
  }

  int sizeOf(Scope owner) {
    return ofOwner.getOrDefault(owner, Set.of()).size();
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
    long first =
        Stream.concat(parked.stream(), ready.stream())
            .mapToLong(HeldRun::turn)
            .filter(turn -> turn > 0)
            .min()
            .orElse(0);
    long last =
        ofOwner.getOrDefault(owner, Set.of()).stream()
            .mapToLong(HeldRun::turn)
            .reduce(servedOfOwner.getOrDefault(owner, 0L), Math::max);
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
    return new FairTurn(micros, served, first, last).of(weight);
  }

  /** A run's turn was claimed. */
  void serve(HeldRun run) {
    served = Math.max(served, run.turn());
    servedOfOwner.merge(run.owner(), run.turn(), Math::max);
  }
}
