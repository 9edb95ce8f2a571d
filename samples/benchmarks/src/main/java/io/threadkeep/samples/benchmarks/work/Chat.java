package io.threadkeep.samples.benchmarks.work;

/** One conversation on a {@link Stage}. */
public interface Chat {

  /** Somebody who takes part in it; to be used by one thread at a time. */
  Turn caller() throws Exception;

  /**
   * Whether the log holds the question and the reply of each of {@code turns}, once, at positions
   * without a gap, and nothing else.
   */
  boolean isWhole(int turns) throws Exception;

  /** Removes it from the store. */
  void delete() throws Exception;
}
