package io.threadkeep.transport.fake;

import java.util.SplittableRandom;

/**
 * Numbers that follow from a seed, the same on every machine and JDK: of the generator only {@code
 * nextLong} is used, which has never changed.
 */
final class Dice {
  private static final double UNIT = 0x1p-53;

  private final SplittableRandom random;

  /**
   * @param about what they are thrown for; each has numbers of its own
   */
  Dice(long seed, long about) {
    this.random = new SplittableRandom(new SplittableRandom(seed).nextLong() ^ about);
  }

  /** 0 to {@code bound - 1}. */
  int below(int bound) {
    return (int) Long.remainderUnsigned(random.nextLong(), bound);
  }

  /** From {@code min} to {@code max}, both included. */
  int between(int min, int max) {
    return min + below(max - min + 1);
  }

  /** 0 up to, but without, 1. */
  double fraction() {
    return (random.nextLong() >>> 11) * UNIT;
  }
}
