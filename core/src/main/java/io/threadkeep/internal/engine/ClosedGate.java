package io.threadkeep.internal.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What this JVM remembers of a gate that is closed, or was; on its monotonic clock.
 *
 * @param times how often in a row the provider has asked to wait when the gate was open
 * @param storedNanos since when the store knows of it too, and opens it; null if it may not know
 */
record ClosedGate(long untilNanos, int times, @Nullable Long storedNanos) {

  /** Closed by this JVM, and not yet in the store. */
  static ClosedGate limited(long nowNanos, Duration delay, int times) {
    return new ClosedGate(nowNanos + delay.toNanos(), times, null);
  }

  /** Closed by anybody, and found in the store. */
  static ClosedGate found(long nowNanos, Duration delay) {
    return new ClosedGate(nowNanos + delay.toNanos(), 0, nowNanos);
  }

  ClosedGate stored(long nowNanos) {
    return new ClosedGate(untilNanos, times, nowNanos);
  }

  /** As the store has found it open when asked then; what it did not know then stays closed. */
  ClosedGate open(long askedNanos) {
    boolean known = storedNanos != null && storedNanos - askedNanos <= 0;
    return known ? new ClosedGate(askedNanos, times, storedNanos) : this;
  }

  /** Closed once more; a gate that is closed for longer stays so. */
  ClosedGate andThen(ClosedGate next) {
    boolean shortens = next.untilNanos - untilNanos < 0;
    return new ClosedGate(
        shortens ? untilNanos : next.untilNanos, Math.max(times, next.times), next.storedNanos);
  }

  Duration left(long nowNanos) {
    return Duration.ofNanos(Math.max(0, untilNanos - nowNanos));
  }
}
