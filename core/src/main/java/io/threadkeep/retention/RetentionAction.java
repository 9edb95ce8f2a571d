package io.threadkeep.retention;

/** What becomes of a thread that a rule fits. */
public enum RetentionAction {
  /** It leaves the lists, and comes back with its next message. Fits active threads only. */
  ARCHIVE,
  /** It is deleted, and purged when the rule's grace is over. */
  DELETE
}
