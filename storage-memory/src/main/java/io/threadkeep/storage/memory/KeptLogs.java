package io.threadkeep.storage.memory;

import io.threadkeep.id.ThreadId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The logs of threads that are gone, as far as forks read them. Guarded by {@link Memory}'s lock.
 */
final class KeptLogs {
  private final Map<ThreadId, HeldLog> logs = new HashMap<>();

  @Nullable HeldLog find(ThreadId gone) {
    return logs.get(gone);
  }

  /** That this one is kept, or is so no longer. */
  void note(HeldLog log) {
    if (log.isKept()) {
      logs.put(log.thread(), log);
    } else {
      logs.remove(log.thread());
    }
  }
}
