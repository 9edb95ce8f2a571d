package io.threadkeep.internal.time;

import java.time.Duration;

/** Has something done when a time is over. */
@FunctionalInterface
public interface Alarms {

  /**
   * @param ring must not block, which would hold up all other alarms, nor throw, which nobody would
   *     hear
   */
  Alarm set(Duration after, Runnable ring);

  /** One that is set. */
  @FunctionalInterface
  interface Alarm {

    /** It does not ring, unless it rings already. */
    void callOff();
  }
}
