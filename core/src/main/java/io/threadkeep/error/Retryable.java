package io.threadkeep.error;

import java.time.Duration;

/** Marks an error that may go away by itself: the same call can be made again. */
public interface Retryable {

  /** How long to wait at least before the next try; zero when nothing is known. */
  Duration retryAfter();
}
