package io.threadkeep.usage;

/** What usage can be added up by; lines are sorted in this order. */
public enum UsageKey {
  /** The UTC day on which the run was created. */
  DAY,
  USER,
  /** Known while the thread is there: the usage of deleted threads has none. */
  THREAD,
  ASSISTANT,
  /** As the assistant names it. */
  MODEL
}
