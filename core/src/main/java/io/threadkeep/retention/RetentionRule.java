package io.threadkeep.retention;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.limit.Checks;
import java.time.Duration;

/**
 * One rule: a thread that fits several is the first one's.
 *
 * @param name for people, and for counts; unique among the rules
 * @param grace how long a deleted thread can be restored; nothing to an archived one
 */
public record RetentionRule(
    String name, RetentionCondition condition, RetentionAction action, Duration grace) {
  public static final int LONGEST_NAME = 64;
  public static final Duration LONGEST_GRACE = Duration.ofDays(3_650);

  /**
   * @throws InvalidInputException if its condition holds for every thread
   */
  public RetentionRule {
    Checks.requiredText("name", name, LONGEST_NAME);
    Checks.range("grace", grace, Duration.ZERO, LONGEST_GRACE);
    if (condition.equals(RetentionCondition.ANY)) {
      throw new InvalidInputException(
          "rule " + name,
          "at least one of older-than, idle, messages-at-least, messages-at-most, metadata, tenant",
          "none: it would fit every thread");
    }
  }

  public static RetentionRule archive(String name, RetentionCondition condition) {
    return new RetentionRule(name, condition, RetentionAction.ARCHIVE, Duration.ZERO);
  }

  public static RetentionRule delete(String name, RetentionCondition condition, Duration grace) {
    return new RetentionRule(name, condition, RetentionAction.DELETE, grace);
  }
}
