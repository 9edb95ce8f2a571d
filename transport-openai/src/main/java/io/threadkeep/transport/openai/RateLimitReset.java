package io.threadkeep.transport.openai;

import com.openai.core.http.Headers;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * When a limit is lifted, as {@code x-ratelimit-reset-requests} and {@code
 * x-ratelimit-reset-tokens} say it: {@code 1s}, {@code 6m0s}, {@code 20ms}, or seconds without a
 * unit.
 */
final class RateLimitReset {
  private static final Pattern SPAN =
      Pattern.compile(
          "(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m(?!s))?(?:(\\d{1,6}(?:\\.\\d{1,9})?)s)?(?:(\\d{1,9}(?:\\.\\d{1,9})?)ms)?");

  private RateLimitReset() {}

  /** Of the limits that are used up, the one that is lifted last; of tokens, if none says so. */
  static Optional<Duration> of(Headers headers) {
    return Stream.of("requests", "tokens")
        .filter(limit -> isUsedUp(headers, limit))
        .flatMap(limit -> reset(headers, limit).stream())
        .max(Duration::compareTo)
        // Some requests are left, but not as many tokens as this one takes.
        .or(() -> reset(headers, "tokens"));
  }

  private static boolean isUsedUp(Headers headers, String limit) {
    return RetryAfter.first(headers, "x-ratelimit-remaining-" + limit)
        .filter("0"::equals)
        .isPresent();
  }

  private static Optional<Duration> reset(Headers headers, String limit) {
    return RetryAfter.first(headers, "x-ratelimit-reset-" + limit)
        .flatMap(text -> RetryAfter.seconds(text).or(() -> span(text)));
  }

  private static Optional<Duration> span(String text) {
    Matcher parts = SPAN.matcher(text);
    if (text.isEmpty() || !parts.matches()) {
      return Optional.empty();
    }
    double millis =
        part(parts, 1) * 86_400_000
            + part(parts, 2) * 3_600_000
            + part(parts, 3) * 60_000
            + part(parts, 4) * 1_000
            + part(parts, 5);
    return Optional.of(Duration.ofMillis((long) Math.ceil(millis)));
  }

  private static double part(Matcher parts, int group) {
    return parts.group(group) == null ? 0 : Double.parseDouble(parts.group(group));
  }
}
