package io.threadkeep.kit.simulation;

import java.util.concurrent.Semaphore;

/** What one thread does; it runs only while it is the scheduler's current one. */
final class Activity {
  private final Semaphore gate = new Semaphore(0);
  private final String name;
  private Host host;
  private long turn;

  Activity(Host host, String name) {
    this.host = host;
    this.name = name;
  }

  Host host() {
    return host;
  }

  /** A client is at work in a process for the time of a call. */
  void enter(Host newHost) {
    host = newHost;
  }

  /** Makes every wake-up that is still to come for it stale, but for the one made for this turn. */
  long newTurn() {
    return ++turn;
  }

  boolean isAt(long otherTurn) {
    return turn == otherTurn;
  }

  void goOn() {
    gate.release();
  }

  /** Interrupts are remembered and do not wake. */
  void awaitTurn() {
    gate.acquireUninterruptibly();
  }

  @Override
  public String toString() {
    return host + "/" + name;
  }
}
