package io.threadkeep.run;

import java.util.Locale;

/** Where a run is. {@link RunMove} is the table of how it gets there. */
public enum RunStatus {
  /** Waits for a worker. */
  QUEUED,
  /** A worker holds a lease on it. */
  IN_PROGRESS,
  /** Waits for the host to give the outputs of tool calls. */
  REQUIRES_ACTION,
  /** Its worker has been told to stop. */
  CANCELLING,
  CANCELLED,
  FAILED,
  COMPLETED,
  /** Ended with a reply that stops before its natural end. */
  INCOMPLETE,
  /** Not ended when its time was up. */
  EXPIRED;

  /** Whether a run in this status has ended: it never changes again, and its thread is free. */
  public boolean isFinal() {
    return switch (this) {
      case QUEUED, IN_PROGRESS, REQUIRES_ACTION, CANCELLING -> false;
      case CANCELLED, FAILED, COMPLETED, INCOMPLETE, EXPIRED -> true;
    };
  }

  /** As the Assistants API writes it: {@code in_progress}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
