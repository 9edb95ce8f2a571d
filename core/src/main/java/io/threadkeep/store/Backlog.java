package io.threadkeep.store;

import java.time.Duration;

/**
 * The runs that could be at work if there were more workers, and could be claimed, or wait only for
 * their models' gates.
 *
 * @param runs counted up to {@link #MOST}
 * @param oldestWait since the one that has waited longest was due; zero if none waits
 */
public record Backlog(int runs, Duration oldestWait) {
  /** Beyond, nobody counts on: it would take longer the more there are. */
  public static final int MOST = 10_000;

  public static final Backlog NONE = new Backlog(0, Duration.ZERO);
}
