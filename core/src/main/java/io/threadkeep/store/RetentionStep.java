package io.threadkeep.store;

import io.threadkeep.id.ThreadId;
import io.threadkeep.retention.RetentionRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some threads to be looked at.
 *
 * @param after in the order of ids; null to begin with the first
 * @param limit how many at most
 */
public record RetentionStep(List<RetentionRule> rules, @Nullable ThreadId after, int limit) {
  public RetentionStep {
    rules = List.copyOf(rules);
  }
}
