package io.threadkeep.wiring;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.limit.Limits;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.retention.RetentionAction;
import io.threadkeep.retention.RetentionCondition;
import io.threadkeep.retention.RetentionOptions;
import io.threadkeep.retention.RetentionRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code threadkeep.retention}. */
final class RetentionSettings {
  private static final String NAME = "name";

  private RetentionSettings() {}

  static RetentionOptions read(Settings settings) {
    List<RetentionRule> rules = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Settings section : settings.sections("threadkeep.retention.rules")) {
      rule(section)
          .ifPresent(
              rule -> {
                if (names.add(rule.name())) {
                  rules.add(rule);
                } else {
                  section.problem(NAME, rule.name(), "one section for each name");
                }
              });
    }
    return new RetentionOptions(
        every(settings),
        settings.number("threadkeep.retention.batch", 1, RetentionOptions.MOST_BATCH),
        settings.duration(
            "threadkeep.retention.pause", Duration.ZERO, RetentionOptions.LONGEST_PAUSE),
        settings.flag("threadkeep.retention.dry-run"),
        rules);
  }

  private static Duration every(Settings settings) {
    String key = "threadkeep.retention.every";
    Duration shortest = RetentionOptions.SHORTEST_EVERY;
    Duration every = settings.duration(key, Duration.ZERO, RetentionOptions.LONGEST_EVERY);
    if (!every.isZero() && every.compareTo(shortest) < 0) {
      settings.problem(key, every.toString(), "0 for passes by hand alone, or " + shortest);
      return shortest;
    }
    return every;
  }

  /** Each key is read, whatever is wrong with another. */
  private static Optional<RetentionRule> rule(Settings section) {
    String name = section.text(NAME);
    boolean isNamed = !name.isEmpty() && name.length() <= RetentionRule.LONGEST_NAME;
    if (name.length() > RetentionRule.LONGEST_NAME) {
      section.problem(NAME, name, "at most " + RetentionRule.LONGEST_NAME + " characters");
    }
    Optional<RetentionCondition> condition = condition(section);
    Optional<RetentionAction> action = action(section);
    Optional<Duration> grace =
        section.optionalDuration("grace", Duration.ZERO, RetentionRule.LONGEST_GRACE);
    if (action.equals(Optional.of(RetentionAction.ARCHIVE)) && grace.isPresent()) {
      section.problem("grace", String.valueOf(grace.get()), "nothing with action = archive");
      return Optional.empty();
    }
    return isNamed && condition.isPresent() && action.isPresent()
        ? Optional.of(
            new RetentionRule(name, condition.get(), action.get(), grace.orElse(Duration.ZERO)))
        : Optional.empty();
  }

  private static Optional<RetentionAction> action(Settings section) {
    if (section.text("action").isEmpty()) {
      return Optional.empty();
    }
    return section
        .choice("action", List.of("archive", "delete"))
        .map(action -> action.equals("archive") ? RetentionAction.ARCHIVE : RetentionAction.DELETE);
  }

  private static Optional<RetentionCondition> condition(Settings section) {
    Duration none = Duration.ZERO;
    Duration longest = RetentionCondition.LONGEST;
    Duration olderThan = section.optionalDuration("older-than", none, longest).orElse(none);
    Duration idle = section.optionalDuration("idle", none, longest).orElse(none);
    long least = section.optionalNumber("messages-at-least", 0, Integer.MAX_VALUE).orElse(0);
    long most =
        section
            .optionalNumber("messages-at-most", 0, Integer.MAX_VALUE)
            .map(Integer::longValue)
            .orElse(Long.MAX_VALUE);
    String tenant = section.optionalText("tenant").orElse(null);
    if (tenant != null && tenant.length() > Limits.TENANT) {
      section.problem("tenant", tenant, "at most " + Limits.TENANT + " characters");
      return Optional.empty();
    }
    try {
      RetentionCondition condition =
          new RetentionCondition(
              olderThan, idle, least, most, new Metadata(section.pairs("metadata")), tenant);
      if (!condition.equals(RetentionCondition.ANY)) {
        return Optional.of(condition);
      }
      section.problem(
          "idle",
          "nothing",
          "at least one of idle, older-than, messages-at-least, messages-at-most, metadata, tenant");
    } catch (InvalidInputException e) {
      section.problem(e.field(), e.found(), e.limit());
    }
    return Optional.empty();
  }
}
