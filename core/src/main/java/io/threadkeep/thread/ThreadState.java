package io.threadkeep.thread;

/** Where a thread is between its beginning and its end. */
public enum ThreadState {
  /** In the lists. */
  ACTIVE,
  /** Out of the lists, readable all the same; active again with the next message or run. */
  ARCHIVED,
  /**
   * As if it were not there, but for {@link ThreadQuery#deleted} and until it is restored or its
   * grace is over.
   */
  DELETED
}
