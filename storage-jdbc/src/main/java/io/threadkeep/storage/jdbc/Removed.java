package io.threadkeep.storage.jdbc;

import io.threadkeep.store.Purged;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Rows that are gone for good.
 *
 * @param counts by kind, as receipts name them
 * @param more whether the thread has others
 */
record Removed(Map<String, Long> counts, boolean more) {
  /** What a run counts for, with its steps, events and calls. */
  static final int MESSAGES_PER_RUN = 10;

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
