package io.threadkeep.run;

/** What becomes of a run that is submitted while another run of its thread has not ended. */
public enum WhenBusy {
  /** It is refused with {@link ActiveRunException}. */
  REJECT,

  /**
   * It waits until the runs that were submitted before it have ended, and then sees all that they
   * have said.
   */
  ENQUEUE,

  /**
   * The active run is cancelled. Where nobody was at work on it the new run is active at once; else
   * it follows when the worker has stopped. Runs that wait already stay where they are, before it.
   */
  INTERRUPT,

  /**
   * Its messages go to a run of the thread that no worker has begun: to the newest that waits, or
   * else to the active one. That run answers them along with its own; of the new request only the
   * messages are kept, not its assistant or any other word of it. Where every run has been begun,
   * it waits as with {@link #ENQUEUE}.
   */
  MERGE
}
