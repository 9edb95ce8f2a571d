package io.threadkeep.transport.fake.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A Threadkeep for each test must not be what tests are slow by. Measured on two cores with much
 * else to do, the median was 0.3 ms without threads and 8 ms with them.
 */
class StartTest {
  private static final Duration PROMISED = Duration.ofMillis(50);

  @Test
  void afterTheFirstOneAStartWithItsEndTakesLessThanPromised() {
    assertThat(starts(Recipe.PLAIN).get(10)).isLessThan(PROMISED);
  }

  /** The quickest one: when its threads get their turn on a busy machine is not ours to say. */
  @Test
  void soItCanWithThreads() {
    assertThat(starts(Recipe.PLAIN.withRunningWorker()).get(0)).isLessThan(PROMISED);
  }

  /** Twenty after the first, the quickest first. */
  private static List<Duration> starts(Recipe recipe) {
    return Stream.generate(() -> openAndClose(recipe)).limit(21).skip(1).sorted().toList();
  }

  private static Duration openAndClose(Recipe recipe) {
    long before = System.nanoTime();
    try (OpenThreadkeep open = OpenThreadkeep.by(recipe)) {
      open.keep().conversations().start();
    }
    return Duration.ofNanos(System.nanoTime() - before);
  }
}
