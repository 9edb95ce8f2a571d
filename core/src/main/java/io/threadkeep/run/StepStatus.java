package io.threadkeep.run;

import java.util.Locale;

/** Where a step is. */
public enum StepStatus {
  IN_PROGRESS,
  CANCELLED,
  FAILED,
  COMPLETED,
  EXPIRED;

  /** As the Assistants API writes it: {@code in_progress}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
