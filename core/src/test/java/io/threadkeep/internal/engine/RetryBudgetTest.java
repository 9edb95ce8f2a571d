package io.threadkeep.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.options.Backoff;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Retries stay in proportion to first attempts, and none is dropped. */
class RetryBudgetTest {
  private static final Duration CAP = Duration.ofSeconds(8);

  @Test
  void retriesAreQuickUntilTheBudgetIsSpent() {
    RetryBudget budget = budget(10);
    for (int n = 0; n < 10; n++) {
      assertThat(delay(budget)).isLessThanOrEqualTo(CAP);
    }
    for (int n = 0; n < 10; n++) {
      assertThat(delay(budget)).isBetween(CAP.multipliedBy(4), CAP.multipliedBy(5));
    }
  }

  @Test
  void tenFirstAttemptsEarnOneRetry() {
    RetryBudget budget = budget(10);
    IntStream.range(0, 10).forEach(n -> delay(budget));
    IntStream.range(0, 9).forEach(n -> budget.begun());
    assertThat(delay(budget)).isGreaterThan(CAP);
    budget.begun();
    assertThat(delay(budget)).isLessThanOrEqualTo(CAP);
    assertThat(delay(budget)).isGreaterThan(CAP);
  }

  @Test
  void aQuietDaySavesNoMoreThanTheBudget() {
    RetryBudget budget = budget(2);
    IntStream.range(0, 10_000).forEach(n -> budget.begun());
    assertThat(delay(budget)).isLessThanOrEqualTo(CAP);
    assertThat(delay(budget)).isLessThanOrEqualTo(CAP);
    assertThat(delay(budget)).isGreaterThan(CAP);
  }

  @Test
  void whatTheProviderAsksForIsWaitedForInAnyCase() {
    Duration asked = Duration.ofSeconds(20);
    assertThat(budget(10).delay(1, asked)).isBetween(asked, asked.plus(CAP));
    assertThat(budget(0).delay(1, asked)).isGreaterThan(asked.plus(CAP));
    Duration most = Duration.ofMinutes(5);
    assertThat(budget(10).delay(1, Duration.ofDays(300))).isBetween(most, most.plus(CAP));
  }

  private static Duration delay(RetryBudget budget) {
    return budget.delay(3, Duration.ZERO);
  }

  private static RetryBudget budget(int retries) {
    return new RetryBudget(new Backoff(Duration.ofSeconds(2), CAP, retries), new Random(11));
  }
}
