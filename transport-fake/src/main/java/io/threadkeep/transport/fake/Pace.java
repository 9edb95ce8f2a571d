package io.threadkeep.transport.fake;

import java.time.Duration;

/**
 * How an answer comes.
 *
 * @param latency before the first piece
 * @param gap between two pieces
 * @param piece in characters; 0 for whole words
 */
record Pace(Duration latency, Duration gap, int piece) {
  static final Pace AT_ONCE = new Pace(Duration.ZERO, Duration.ZERO, 0);

  Pace {
    if (latency.isNegative() || gap.isNegative() || piece < 0) {
      throw new IllegalArgumentException(
          "Expected no time and no size below zero, but found latency "
              + latency
              + ", gap "
              + gap
              + " and pieces of "
              + piece
              + ".");
    }
  }

  Pace latency(Duration newLatency) {
    return new Pace(newLatency, gap, piece);
  }

  Pace gap(Duration newGap) {
    return new Pace(latency, newGap, piece);
  }

  Pace piece(int newPiece) {
    return new Pace(latency, gap, newPiece);
  }
}
