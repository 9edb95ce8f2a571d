package io.threadkeep.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.internal.time.SystemTime;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EngineLoopsTest {

  @Test
  void aLoopOutlivesARoundThatEndsInAnError() throws InterruptedException {
    CountDownLatch rounds = new CountDownLatch(3);
    try (EngineLoops loops = new EngineLoops(SystemTime.pause())) {
      loops.start(
          "test",
          new Signal(),
          Duration.ofMillis(1),
          () -> {
            rounds.countDown();
            throw new StackOverflowError();
          });
      assertThat(rounds.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }
}
