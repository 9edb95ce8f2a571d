package io.threadkeep.samples.assistants;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** For what happens by itself, soon. */
final class Waiting {
  private static final int LONGEST = 1_200;

  private Waiting() {}

  static void until(BooleanSupplier happened) {
    for (int i = 0; i < LONGEST; i++) {
      if (happened.getAsBoolean()) {
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    throw new AssertionError("It did not happen within a minute.");
  }
}
