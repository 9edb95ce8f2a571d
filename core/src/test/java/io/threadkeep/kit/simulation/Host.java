package io.threadkeep.kit.simulation;

/** One process: alive until it crashes, sometimes frozen, sometimes cut off from its storage. */
final class Host {
  private final String name;
  private boolean dead;
  private long frozenUntil;
  private long lastFrozenUntil = -1;
  private long cutOffUntil;

  Host(String name) {
    this.name = name;
  }

  boolean isDead() {
    return dead;
  }

  void die() {
    dead = true;
  }

  long frozenUntil() {
    return frozenUntil;
  }

  /** Until when nothing of it runs, while the time goes on. */
  void freezeUntil(long micros) {
    frozenUntil = Math.max(frozenUntil, micros);
    lastFrozenUntil = frozenUntil;
  }

  /** Whether it was frozen at {@code micros} or later. */
  boolean wasFrozenSince(long micros) {
    return lastFrozenUntil >= micros;
  }

  void cutOffUntil(long micros) {
    cutOffUntil = micros;
  }

  boolean isCutOff(long micros) {
    return micros < cutOffUntil;
  }

  /** All is well again. */
  void recover() {
    frozenUntil = 0;
    cutOffUntil = 0;
  }

  @Override
  public String toString() {
    return name;
  }
}
