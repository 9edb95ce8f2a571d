package io.threadkeep.retention;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import io.threadkeep.metadata.Metadata;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which threads a rule fits: those for which all of this holds.
 *
 * @param olderThan since their creation; zero for any
 * @param idle since they were active last; zero for any
 * @param messagesAtMost {@link Long#MAX_VALUE} for any
 * @param metadata pairs that they all have
 * @param tenant null for any
 */
public record RetentionCondition(
    Duration olderThan,
    Duration idle,
    long messagesAtLeast,
    long messagesAtMost,
    Metadata metadata,
    @Nullable String tenant) {
  public static final Duration LONGEST = Duration.ofDays(36_500);

  /** Every thread: to be narrowed. */
  public static final RetentionCondition ANY =
      new RetentionCondition(Duration.ZERO, Duration.ZERO, 0, Long.MAX_VALUE, Metadata.EMPTY, null);

  public RetentionCondition {
    Checks.range("older-than", olderThan, Duration.ZERO, LONGEST);
    Checks.range("idle", idle, Duration.ZERO, LONGEST);
    Checks.atLeast("messages-at-least", messagesAtLeast, 0);
    Checks.atLeast("messages-at-most", messagesAtMost, 0);
    if (messagesAtLeast > messagesAtMost) {
      throw new InvalidInputException(
          "messages-at-least", "at most messages-at-most", String.valueOf(messagesAtLeast));
    }
    Checks.optionalText("tenant", tenant, Limits.TENANT);
  }

  public RetentionCondition olderThan(Duration age) {
    return new RetentionCondition(age, idle, messagesAtLeast, messagesAtMost, metadata, tenant);
  }

  public RetentionCondition idle(Duration newIdle) {
    return new RetentionCondition(
        olderThan, newIdle, messagesAtLeast, messagesAtMost, metadata, tenant);
  }

  public RetentionCondition messages(long atLeast, long atMost) {
    return new RetentionCondition(olderThan, idle, atLeast, atMost, metadata, tenant);
  }

  public RetentionCondition with(String key, String value) {
    return new RetentionCondition(
        olderThan, idle, messagesAtLeast, messagesAtMost, metadata.with(key, value), tenant);
  }

  public RetentionCondition ofTenant(String newTenant) {
    return new RetentionCondition(
        olderThan, idle, messagesAtLeast, messagesAtMost, metadata, newTenant);
  }
}
