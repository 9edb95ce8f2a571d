package io.threadkeep.limit;

import io.threadkeep.error.InvalidInputException;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The checks behind {@link Limits}; each returns what it was given or says field, limit and what it
 * found.
 */
public final class Checks {

  private Checks() {}

  /** Well-formed text of at most {@code max} characters; may be empty. */
  public static String text(String field, String value, int max) {
    Objects.requireNonNull(value, field);
    if (value.length() > max) {
      throw new InvalidInputException(
          field, "at most " + max + " characters", value.length() + " characters");
    }
    return Text.check(field, value);
  }

  public static @Nullable String optionalText(String field, @Nullable String value, int max) {
    return value == null ? null : text(field, value, max);
  }

  /** As {@link #text}, and not blank. */
  public static String requiredText(String field, String value, int max) {
    Objects.requireNonNull(value, field);
    if (value.isBlank()) {
      throw new InvalidInputException(
          field, "text that is not blank", value.length() + " blank characters");
    }
    return text(field, value, max);
  }

  public static <C extends Collection<?>> C size(String field, C values, int max) {
    if (values.size() > max) {
      throw new InvalidInputException(
          field, "at most " + max + " entries", values.size() + " entries");
    }
    return values;
  }

  public static int range(String field, int value, int min, int max) {
    if (value < min || value > max) {
      throw new InvalidInputException(
          field, "a number from " + min + " to " + max, String.valueOf(value));
    }
    return value;
  }

  public static long range(String field, long value, long min, long max) {
    if (value < min || value > max) {
      throw new InvalidInputException(
          field, "a number from " + min + " to " + max, String.valueOf(value));
    }
    return value;
  }

  public static long atLeast(String field, long value, long min) {
    if (value < min) {
      throw new InvalidInputException(field, "a number from " + min + " on", String.valueOf(value));
    }
    return value;
  }

  public static Duration range(String field, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new InvalidInputException(
          field, "a duration from " + min + " to " + max, value.toString());
    }
    return value;
  }

  public static @Nullable Double optionalRange(
      String field, @Nullable Double value, double min, double max) {
    // Written so that NaN fails too.
    if (value != null && !(value >= min && value <= max)) {
      throw new InvalidInputException(
          field, "a number from " + min + " to " + max, String.valueOf(value));
    }
    return value;
  }
}
