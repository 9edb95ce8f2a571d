package io.threadkeep.storage.jdbc;

import io.threadkeep.internal.time.Pause;
import io.threadkeep.internal.time.SystemTime;
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
   * @param retry from 0
   */
  void before(int retry) throws InterruptedException {
    int longest = Math.min(LONGEST_MILLIS, SHORTEST_MILLIS << (2 * retry + 1));
    pause.pause(Duration.ofMillis(random.nextInt(SHORTEST_MILLIS, longest + 1)));
  }
}
