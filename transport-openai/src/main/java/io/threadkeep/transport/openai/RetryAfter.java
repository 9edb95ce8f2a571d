package io.threadkeep.transport.openai;

import com.openai.core.http.Headers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
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

  /** Zero for no wish. */
  Duration of(Headers headers) {
    return clamp(wish(headers).orElse(Duration.ZERO));
  }

  /** As {@link #of}; a provider that has no wish may still say when its limit is lifted. */
  Duration ofRateLimit(Headers headers) {
    return clamp(wish(headers).or(() -> RateLimitReset.of(headers)).orElse(Duration.ZERO));
  }

  private Optional<Duration> wish(Headers headers) {
    return first(headers, "retry-after-ms")
        .flatMap(value -> number(value, 1))
        .or(() -> first(headers, "retry-after").flatMap(this::secondsOrDate));
  }

  static Optional<String> first(Headers headers, String name) {
    return headers.values(name).stream().map(String::trim).findFirst();
  }

  static Optional<Duration> seconds(String value) {
    return number(value, 1_000);
  }

  private Optional<Duration> secondsOrDate(String value) {
    return seconds(value)
        .or(() -> HttpDate.parse(value).map(date -> Duration.between(clock.instant(), date)));
  }

  private static Optional<Duration> number(String value, int unitMillis) {
    if (!NUMBER.matcher(value).matches()) {
      return Optional.empty();
    }
    // The cast keeps what is too large at the largest long.
    return Optional.of(Duration.ofMillis((long) (Double.parseDouble(value) * unitMillis)));
  }

  private static Duration clamp(Duration wish) {
    return Collections.max(List.of(Duration.ZERO, Collections.min(List.of(wish, LONGEST))));
  }
}
