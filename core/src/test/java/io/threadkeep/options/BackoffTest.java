package io.threadkeep.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.error.InvalidInputException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Duration LONG_AGO = Duration.ofDays(-3_650);
  private final Random random = new Random(5);

  @Test
  void doublesUpToItsCapWhateverTheAttempt() {
    Backoff backoff = new Backoff(Duration.ofHours(1), Duration.ofHours(1), 0);
    for (int attempt = 1; attempt <= 100; attempt++) {
      assertThat(backoff.delay(attempt, Duration.ZERO, random))
          .isBetween(Duration.ZERO, Duration.ofHours(1));
      assertThat(Backoff.defaults().delay(1, Duration.ZERO, random))
          .isBetween(Duration.ZERO, Duration.ofMillis(500));
    }
  }

  @Test
  void whatAProviderAsksForIsKeptWithinReason() {
    Backoff none = new Backoff(Duration.ZERO, Duration.ZERO, 0);
    assertThat(none.delay(1, Duration.ofSeconds(7), random)).isEqualTo(Duration.ofSeconds(7));
    assertThat(none.delay(1, Duration.ofDays(300), random)).isEqualTo(Duration.ofMinutes(5));
    assertThat(none.delay(1, LONG_AGO, random)).isZero();
  }

  @Test
  void refusesWhatIsNoDelay() {
    assertThatThrownBy(() -> new Backoff(LONG_AGO, Duration.ZERO, 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("runs.backoff-base");
  }
}
