package io.threadkeep.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FairTurnTest {
  private static final long NOW = 1_700_000_000_000_000L;
  private static final long SECOND = 1_000_000;

  @Test
  void anEmptyQueueBeginsNow() {
    assertThat(new FairTurn(NOW, 0, 0, 0).of(1)).isEqualTo(NOW);
  }

  @Test
  void theFirstRunOfAUserComesInWhereTheQueueHasGotTo() {
    long low = NOW - 50 * SECOND;
    long high = NOW - 40 * SECOND;
    assertThat(new FairTurn(NOW, high, low, 0).of(1)).isEqualTo(high);
    assertThat(new FairTurn(NOW, low, high, 0).of(1)).isEqualTo(high);
  }

  @Test
  void thoseOfOneUserFollowEachOtherByWeight() {
    long here = NOW + 5 * SECOND;
    assertThat(new FairTurn(NOW, 0, here, here).of(1)).isEqualTo(here + SECOND);
    assertThat(new FairTurn(NOW, 0, here, here).of(4)).isEqualTo(here + SECOND / 4);
  }

  @Test
  void aUserWhoWasHereJustNowComesBehindThoseOfTheSameTurn() {
    assertThat(new FairTurn(NOW, NOW, NOW, NOW).of(1)).isEqualTo(NOW + SECOND);
  }

  @Test
  void aUserWhoWasPassedLongAgoGetsNoEarlierTurnForIt() {
    assertThat(new FairTurn(NOW, NOW, NOW, NOW - 100 * SECOND).of(1)).isEqualTo(NOW);
  }
}
