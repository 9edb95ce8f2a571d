package io.threadkeep.kit;

import io.threadkeep.internal.time.SystemTime;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what others do in their own time; half a minute, and then it is a failure. */
final class Eventually {
  private static final Duration LOOK = Duration.ofMillis(10);
  private static final int LOOKS = 3_000;

  private Eventually() {}

  static void holds(BooleanSupplier condition) {
    for (int n = 0; n < LOOKS; n++) {
      if (condition.getAsBoolean()) {
        return;
      }
      try {
        SystemTime.pause().pause(LOOK);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("Interrupted.", e);
      }
    }
    throw new AssertionError("Nothing happens.");
  }
}
