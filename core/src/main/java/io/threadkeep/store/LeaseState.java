package io.threadkeep.store;

/** What a heartbeat finds. */
public enum LeaseState {
  /** Extended. */
  HELD,
  /** Extended, but the run is to be cancelled: stop and confirm. */
  CANCELLING,
  /** Gone: stop, and write nothing. */
  LOST
}
