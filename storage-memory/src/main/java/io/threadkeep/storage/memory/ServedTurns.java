package io.threadkeep.storage.memory;

import io.threadkeep.id.Scope;
import io.threadkeep.store.FairTurn;
import java.util.HashMap;
import java.util.Map;

/**
 * The turns that were claimed, as far as they matter to the next: a user's that the queue has left
 * behind are forgotten. Guarded by {@link Memory}'s lock.
 */
final class ServedTurns {
  private static final int FEW = 64;

  private final Map<Scope, Long> ofOwner = new HashMap<>();
  private long highest;
  private int many = FEW;

  void add(Scope owner, long turn) {
    if (turn <= 0) {
      // Born to a worker: it was never queued.
      return;
    }
    highest = Math.max(highest, turn);
    ofOwner.merge(owner, turn, Math::max);
    if (ofOwner.size() > many) {
      ofOwner.values().removeIf(last -> last + FairTurn.DISTANCE <= highest);
      many = Math.max(FEW, 2 * ofOwner.size());
    }
  }

  /** 0 for none. */
  long highest() {
    return highest;
  }

  /** The highest one of {@code owner}; 0 if it does not matter any more. */
  long of(Scope owner) {
    return ofOwner.getOrDefault(owner, 0L);
  }
}
