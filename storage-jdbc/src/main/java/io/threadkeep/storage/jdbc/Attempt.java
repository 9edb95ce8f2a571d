package io.threadkeep.storage.jdbc;

/** What a transaction knows about earlier tries of itself. */
enum Attempt {
  /** There were none. */
  FIRST,
  /**
   * The last one left nothing behind; what stood in its way may be its own work of another call.
   */
  AGAIN,
  /** One of them may have been committed. */
  PERHAPS_DONE;

  boolean isFirst() {
    return this == FIRST;
  }
}
