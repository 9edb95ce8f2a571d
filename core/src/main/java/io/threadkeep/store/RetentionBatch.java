package io.threadkeep.store;

import io.threadkeep.id.ThreadId;
import io.threadkeep.retention.RuleCount;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has come of a {@link RetentionStep}.
 *
 * @param position the last thread that was looked at; null if there was none
 * @param rules counts by name, of those that fit a thread
 * @param more whether there may be threads behind it
 */
public record RetentionBatch(
    @Nullable ThreadId position, long looked, Map<String, RuleCount> rules, boolean more) {
  public RetentionBatch {
    rules = Map.copyOf(rules);
  }
}
