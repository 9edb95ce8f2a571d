package io.threadkeep.internal.time;

import java.time.Duration;

/** Measures how long something took; never steps back and knows no date. */
@FunctionalInterface
public interface MonotonicClock {

  long nanos();

  default Duration since(long startNanos) {
    return Duration.ofNanos(nanos() - startNanos);
  }
}
