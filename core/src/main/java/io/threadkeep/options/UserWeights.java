package io.threadkeep.options;

import io.threadkeep.id.Scope;

/**
 * How much of the queue each user gets while several wait: with 2 twice as many turns as with 1.
 * Asked at every submission, on the caller's thread.
 */
@FunctionalInterface
public interface UserWeights {
  /** Everybody as much as everybody else. */
  UserWeights EQUAL = scope -> 1;

  /**
   * @param scope that the run is submitted in
   * @return 1 to 1,000
   */
  int of(Scope scope);
}
