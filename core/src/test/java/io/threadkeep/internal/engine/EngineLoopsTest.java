package io.threadkeep.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.internal.time.SystemTime;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
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

  @Test
  void whoIsWokenGathersAndWhoWakesByItselfDoesNot() throws InterruptedException {
    Signal wake = new Signal();
    Semaphore rounds = new Semaphore(0);
    Queue<Duration> gathered = new ConcurrentLinkedQueue<>();
    try (EngineLoops loops = new EngineLoops(gathered::add)) {
      loops.start("test", wake, Duration.ofMillis(1), Duration.ofMillis(7), rounds::release);
      assertThat(rounds.tryAcquire(3, 10, TimeUnit.SECONDS)).isTrue();
      assertThat(gathered).isEmpty();
      wake.raise();
      rounds.drainPermits();
      assertThat(rounds.tryAcquire(3, 10, TimeUnit.SECONDS)).isTrue();
      assertThat(gathered).containsExactly(Duration.ofMillis(7));
    }
  }
}
