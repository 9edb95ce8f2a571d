package io.threadkeep.run;

/** Where a step is. */
public enum StepStatus {
  IN_PROGRESS,
  CANCELLED,
  FAILED,
  COMPLETED,
  EXPIRED
}
