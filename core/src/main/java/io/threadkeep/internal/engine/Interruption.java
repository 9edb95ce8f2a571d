package io.threadkeep.internal.engine;

/** Why a held run is to stop; a later one wins over an earlier one. */
enum Interruption {
  NONE,
  /** The JVM shuts down. */
  STOP,
  /** The owner cancels. */
  CANCEL,
  /** The run's time is over. */
  TIME_UP,
  /** The lease is gone. */
  LOST
}
