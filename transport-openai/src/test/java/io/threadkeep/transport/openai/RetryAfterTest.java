package io.threadkeep.transport.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.http.Headers;
import io.threadkeep.kit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
  private final RetryAfter retryAfter =
      new RetryAfter(new ManualClock(Instant.parse("2026-11-21T12:00:00Z")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0                             | PT0S
          7                             | PT7S
          0.25                          | PT0.25S
          +3                            | PT3S
          1e1                           | PT10S
          300                           | PT5M
          301                           | PT5M
          1000000000                    | PT5M
          1e999                         | PT5M
          99999999999999999999999       | PT5M
          -5                            | PT0S
          NaN                           | PT0S
          Infinity                      | PT0S
          soon                          | PT0S
          ''                            | PT0S
          0x10                          | PT0S
          Sat, 21 Nov 2026 12:01:30 GMT | PT1M30S
          Sat, 21 Nov 2026 11:00:00 GMT | PT0S
          Sat, 21 Nov 2026 23:00:00 GMT | PT5M
          Sun, 21 Nov 2026 12:01:30 GMT | PT0S
          Saturday, 21-Nov-26 12:00:10 GMT | PT10S
          Saturday, 21-Nov-26 11:00:00 GMT | PT0S
          Sat Nov 21 12:00:20 2026      | PT20S
          Sat Nov  7 12:00:20 2026      | PT0S
          """)
  void secondsOrADateAreUnderstoodAndNonsenseIsNoWish(String value, Duration expected) {
    assertThat(retryAfter.of(headers("Retry-After", value))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1500, PT1.5S", "-1, PT0S", "1e12, PT5M", "soon, PT9S"})
  void millisecondsGoFirstIfTheyAreANumber(String millis, Duration expected) {
    Headers headers =
        Headers.builder().put("retry-after-ms", millis).put("retry-after", "9").build();
    assertThat(retryAfter.of(headers)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "20ms, PT0.02S",
    "1s, PT1S",
    "6m0s, PT5M",
    "1m12.5s, PT1M12.5S",
    "1h2m3s, PT5M",
    "7, PT7S",
    "0s, PT0S",
    "-3s, PT0S",
    "soon, PT0S",
    "'', PT0S"
  })
  void aLimitThatIsUsedUpSaysWhenItIsLifted(String reset, Duration expected) {
    Headers headers =
        Headers.builder()
            .put("x-ratelimit-remaining-requests", "0")
            .put("x-ratelimit-reset-requests", reset)
            .build();
    assertThat(retryAfter.ofRateLimit(headers)).isEqualTo(expected);
    assertThat(retryAfter.of(headers)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0, 0, PT9S", "0, 50, PT4S", "3, 0, PT9S", "3, 50, PT9S"})
  void ofTwoLimitsTheOneThatIsUsedUpCountsAndThenTheTokens(
      String requests, String tokens, Duration expected) {
    Headers headers =
        Headers.builder()
            .put("x-ratelimit-remaining-requests", requests)
            .put("x-ratelimit-reset-requests", "4s")
            .put("x-ratelimit-remaining-tokens", tokens)
            .put("x-ratelimit-reset-tokens", "9s")
            .build();
    assertThat(retryAfter.ofRateLimit(headers)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, PT0S", "2, PT2S", "soon, PT9S"})
  void whatIsAskedForGoesBeforeALimitsEnd(String asked, Duration expected) {
    Headers headers =
        Headers.builder().put("retry-after", asked).put("x-ratelimit-reset-tokens", "9s").build();
    assertThat(retryAfter.ofRateLimit(headers)).isEqualTo(expected);
  }

  private static Headers headers(String name, String value) {
    return Headers.builder().put(name, value).build();
  }
}
