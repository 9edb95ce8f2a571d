package io.threadkeep.kit.simulation;

import io.threadkeep.store.ThreadStore;
import java.time.InstantSource;

/** The store that a simulation stands on. */
@FunctionalInterface
public interface Ground {

  /** A new, empty one, with {@code clock} for the database's. */
  ThreadStore open(InstantSource clock);

  /** The store as the engine is to see it, if that is not as it is: above all faults. */
  default ThreadStore asSeen(ThreadStore byTheEngine) {
    return byTheEngine;
  }
}
