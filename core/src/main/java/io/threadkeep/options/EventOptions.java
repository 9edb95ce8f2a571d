package io.threadkeep.options;

import io.threadkeep.limit.Checks;
import java.time.Duration;

/**
 * What runs tell while they are at work.
 *
 * @param flush how often what a model says is stored, and so shown, once its first word is out; 1
 *     ms to 1 min
 * @param kept how long after a run's end its events can be heard; at least 1 min
 */
public record EventOptions(Duration flush, Duration kept) {
  public static final Duration SHORTEST_FLUSH = Duration.ofMillis(1);
  public static final Duration LONGEST_FLUSH = Duration.ofMinutes(1);
  public static final Duration SHORTEST_KEPT = Duration.ofMinutes(1);
  public static final Duration LONGEST_KEPT = Duration.ofDays(3_650);

  public EventOptions {
    Checks.range("events.flush", flush, SHORTEST_FLUSH, LONGEST_FLUSH);
    Checks.range("events.kept", kept, SHORTEST_KEPT, LONGEST_KEPT);
  }

  public static EventOptions defaults() {
    return new EventOptions(Duration.ofMillis(100), Duration.ofHours(24));
  }

  public EventOptions flush(Duration newFlush) {
    return new EventOptions(newFlush, kept);
  }

  public EventOptions kept(Duration newKept) {
    return new EventOptions(flush, newKept);
  }
}
