package io.threadkeep.transport.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.kit.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final VirtualTime time = new VirtualTime(Instant.EPOCH);

  @Test
  void aSleeperWakesWhenItsTimeIsOverAndNoSooner() {
    CountDownLatch stop = new CountDownLatch(1);
    boolean stopped =
        Race.between(
                () -> time.pause(SECOND.multipliedBy(2), stop),
                () -> {
                  time.awaitSleepers(1, PATIENCE);
                  time.advance(SECOND);
                  assertThat(stop.getCount()).isEqualTo(1);
                  time.advance(SECOND);
                  return true;
                })
            .get(0)
            .get();
    assertThat(stopped).isFalse();
    assertThat(time.instant()).isEqualTo(Instant.EPOCH.plusSeconds(2));
  }

  @Test
  void aSleeperThatIsStoppedSaysSo() {
    CountDownLatch stop = new CountDownLatch(1);
    boolean stopped =
        Race.between(
                () -> time.pause(SECOND, stop),
                () -> {
                  time.awaitSleepers(1, PATIENCE);
                  stop.countDown();
                  return true;
                })
            .get(0)
            .get();
    assertThat(stopped).isTrue();
  }

  @Test
  void waitingForSleepersThatDoNotComeEnds() {
    assertThatThrownBy(() -> time.awaitSleepers(1, Duration.ofMillis(30)))
        .hasMessageContaining("for 1 calls to sleep, but there are 0");
  }
}
