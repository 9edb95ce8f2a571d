package io.threadkeep.storage.jdbc;

import io.threadkeep.store.Purged;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Rows that are gone for good.
 *
 * @param counts by kind, as receipts name them
 * @param more whether the thread has others
 * @param ofFork whether it was the end of a fork: the threads that it has read are locked
 */
record Removed(Map<String, Long> counts, boolean more, boolean ofFork) {
  /** What a run counts for, with its steps, events and calls. */
  static final int MESSAGES_PER_RUN = 10;

  static Removed some(Map<String, Long> counts) {
    return new Removed(counts, true, false);
  }

  static Removed all(Map<String, Long> counts, boolean ofFork) {
    return new Removed(counts, false, ofFork);
  }

  static void add(Map<String, Long> counts, String kind, long some) {
    counts.merge(kind, some, Long::sum);
  }

  void addTo(Map<String, Long> sum) {
    counts.forEach((kind, some) -> add(sum, kind, some));
  }

  long of(String kind) {
    return counts.getOrDefault(kind, 0L);
  }

  /** In messages. */
  int weight() {
    return (int) (of("messages") + of("runs") * MESSAGES_PER_RUN);
  }

  Purged purged() {
    return new Purged(of("threads"), of("messages"), of("runs"), more);
  }

  static Map<String, Long> none() {
    return new LinkedHashMap<>();
  }
}
