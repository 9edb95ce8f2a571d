package io.threadkeep.kit.simulation;

/** What must have happened somewhere in many seeds, or they have shown nothing. */
public enum Coverage {
  /** A worker that had lost its lease wanted to write. */
  FENCED_WRITE,
  /** A worker wanted to complete a run that was being cancelled. */
  CANCEL_AGAINST_COMPLETION,
  /** A write was done, and its worker was told that the storage cannot be reached. */
  UNKNOWN_OUTCOME,
  REAPED_RUN,
  /** A run's model call took its process down. */
  POISON_CRASH,
  /** A run went on without its thread, which sat in a call that did not return. */
  DEAF_CALL_TAKEN_OVER,
  TOOL_REPEATED,
  /** A model was told that nobody knows what a tool has done. */
  TOOL_TOLD_UNKNOWN
}
