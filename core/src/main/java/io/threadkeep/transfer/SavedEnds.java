package io.threadkeep.transfer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where a log ended when each of its runs began. */
final class SavedEnds {
  private final List<SavedEntry> messages;
  private final Map<String, Integer> firstOfRun = new HashMap<>();

  /**
   * @param messages of one thread, in order
   */
  SavedEnds(List<SavedEntry> messages) {
    this.messages = messages;
    for (int i = 0; i < messages.size(); i++) {
      firstOfRun.putIfAbsent(messages.get(i).run(), i);
    }
  }

  /** How many messages there were; the run's own came later. */
  long before(SavedEntry run) {
    int from = 0;
    int to = firstOfRun.getOrDefault(run.id(), messages.size());
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (messages.get(middle).created() <= run.created()) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
