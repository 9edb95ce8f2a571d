package io.threadkeep.storage.jdbc;

import io.threadkeep.internal.time.Pause;
import io.threadkeep.internal.time.SystemTime;
import io.threadkeep.store.StorageUnavailableException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before a transaction is tried again: 50 ms to 1 s, growing, with jitter. */
record Backoff(Pause pause, RandomGenerator random) {
  /** How often at most. */
  static final int RETRIES = 3;

  private static final int SHORTEST_MILLIS = 50;
  private static final int LONGEST_MILLIS = 1_000;

  static Backoff system() {
    return new Backoff(SystemTime.pause(), SystemTime.random());
  }

  /**
   * @param what is tried again, for people
   * @param retry from 0
   * @throws StorageUnavailableException if the thread is interrupted
   */
  void await(String what, int retry) {
    int longest = Math.min(LONGEST_MILLIS, SHORTEST_MILLIS << (2 * retry + 1));
    try {
      pause.pause(Duration.ofMillis(random.nextInt(SHORTEST_MILLIS, longest + 1)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageUnavailableException(
          "Could not " + what + ": the thread was interrupted between two tries. Call again.",
          null);
    }
  }
}
