package io.threadkeep.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.error.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The arithmetic of a minute's allowance; what is asked of whole stores is in the contract. */
class AllowanceTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void whoComesBackWhenToldIsLetInWhateverTheLimit() {
    Random random = new Random(7);
    for (int n = 0; n < 10_000; n++) {
      int requests = random.nextInt(1_000);
      int tokens = 10_000 + random.nextInt(GateLimit.MOST - 10_000);
      GateLimit limit = new GateLimit(requests, tokens);
      Allowance left =
          new Allowance(-random.nextInt(1_000_000), -random.nextLong(tokens * 1_000_000L), START);
      long size = random.nextLong(1L << 32);
      Duration wait = left.wait(limit, size);
      assertThat(left.refilled(limit, START.plus(wait)).wait(limit, size)).isZero();
    }
  }

  @Test
  void itIsFullAfterALongTimeAndNeverMore() {
    GateLimit most = new GateLimit(GateLimit.MOST, GateLimit.MOST);
    Allowance whole = Allowance.whole(most, START);
    Instant century = START.plus(Duration.ofDays(36_500));
    assertThat(whole.spent(most, Long.MAX_VALUE).refilled(most, century))
        .isEqualTo(new Allowance(whole.requests(), whole.tokens(), century));
    assertThat(whole.settled(most, Long.MIN_VALUE)).isEqualTo(whole);
  }

  @Test
  void aDebtIsNeverMoreThanAnHours() {
    GateLimit limit = new GateLimit(0, 1_000);
    Allowance left = Allowance.whole(limit, START);
    for (int n = 0; n < 100; n++) {
      left = left.settled(limit, Long.MAX_VALUE);
    }
    assertThat(left.wait(limit, 1_000)).isEqualTo(Duration.ofMinutes(61));
    Instant then = START.plus(Duration.ofMinutes(61));
    assertThat(left.refilled(limit, then)).isEqualTo(Allowance.whole(limit, then));
  }

  @Test
  void aClockThatStepsBackTakesNothingAway() {
    GateLimit limit = new GateLimit(60, 0);
    Allowance left = Allowance.whole(limit, START).spent(limit, 0);
    assertThat(left.refilled(limit, START.minusSeconds(500))).isEqualTo(left);
  }

  @Test
  void aLimitThatWasLoweredHoldsAtOnce() {
    GateLimit low = new GateLimit(2, 0);
    Allowance left = Allowance.whole(new GateLimit(1_000, 0), START).refilled(low, START);
    assertThat(left).isEqualTo(Allowance.whole(low, START));
  }

  @Test
  void hardlyAnythingIsLostByRounding() {
    GateLimit limit = new GateLimit(7, 0);
    Allowance left = Allowance.whole(limit, START);
    int admitted = 0;
    for (Instant now = START;
        now.isBefore(START.plus(Duration.ofHours(1)));
        now = now.plusMillis(13)) {
      if (left.refilled(limit, now).wait(limit, 0).isZero()) {
        left = left.refilled(limit, now).spent(limit, 0);
        admitted++;
      }
    }
    assertThat(admitted).isBetween(7 * 60 + 5, 7 * 60 + 7);
  }

  @Test
  void aLimitBelowZeroIsRefused() {
    assertThatThrownBy(() -> new GateLimit(-1, 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("gates.requests-per-minute");
    assertThatThrownBy(() -> new GateLimit(0, GateLimit.MOST + 1))
        .hasMessageContaining("gates.tokens-per-minute");
  }
}
