package io.threadkeep.retention;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts of a pass.
 *
 * @param looked at how many threads
 * @param rules by name
 * @param purgedThreads deleted threads, by whatever, whose grace was over and that are gone
 */
public record RetentionTally(
    long looked, Map<String, RuleCount> rules, long purgedThreads, long purgedMessages) {
  public static final RetentionTally NONE = new RetentionTally(0, Map.of(), 0, 0);

  public RetentionTally {
    rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
  }

  public RetentionTally looked(long more, Map<String, RuleCount> moreOfRules) {
    Map<String, RuleCount> sum = new LinkedHashMap<>(rules);
    moreOfRules.forEach((rule, count) -> sum.merge(rule, count, RuleCount::plus));
    return new RetentionTally(looked + more, sum, purgedThreads, purgedMessages);
  }

  public RetentionTally purged(long threads, long messages) {
    return new RetentionTally(looked, rules, purgedThreads + threads, purgedMessages + messages);
  }

  /** All rules together. */
  public RuleCount total() {
    return rules.values().stream().reduce(RuleCount.NONE, RuleCount::plus);
  }
}
