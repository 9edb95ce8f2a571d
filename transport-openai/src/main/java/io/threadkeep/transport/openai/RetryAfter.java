package io.threadkeep.transport.openai;

import com.openai.core.http.Headers;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How long a provider asks to wait: {@code retry-after-ms}, or else {@code Retry-After} in seconds
 * or as an HTTP date (RFC 9110, 10.2.3). Nonsense is no wish; no wish is longer than five minutes.
 */
final class RetryAfter {
  static final Duration LONGEST = Duration.ofMinutes(5);

  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d*)?([eE][+-]?\\d+)?");

  private final InstantSource clock;

  RetryAfter(InstantSource clock) {
    this.clock = clock;
  }

  Duration of(Headers headers) {
    return first(headers, "retry-after-ms")
        .flatMap(value -> number(value, 1))
        .or(() -> first(headers, "retry-after").flatMap(this::secondsOrDate))
        .map(RetryAfter::clamp)
        .orElse(Duration.ZERO);
  }

  private static Optional<String> first(Headers headers, String name) {
    return headers.values(name).stream().map(String::trim).findFirst();
  }

  private Optional<Duration> secondsOrDate(String value) {
    return number(value, 1_000).or(() -> date(value));
  }

  private static Optional<Duration> number(String value, int unitMillis) {
    if (!NUMBER.matcher(value).matches()) {
      return Optional.empty();
    }
    // The cast keeps what is too large at the largest long.
    return Optional.of(Duration.ofMillis((long) (Double.parseDouble(value) * unitMillis)));
  }

  private Optional<Duration> date(String value) {
    try {
      ZonedDateTime date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Optional.of(Duration.between(clock.instant(), date.toInstant()));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Duration clamp(Duration wish) {
    if (wish.isNegative()) {
      return Duration.ZERO;
    }
    return wish.compareTo(LONGEST) > 0 ? LONGEST : wish;
  }
}
