package io.threadkeep.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.observe.Health;
import io.threadkeep.observe.WorkerLoad;
import io.threadkeep.store.Backlog;
import io.threadkeep.store.StorageUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineHealthTest {
  private static final Duration LEASE = Duration.ofSeconds(30);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private WorkerLoad load = new WorkerLoad(16, 3, 0);
  private long nanos = Long.MAX_VALUE - 7;

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  private EngineHealth health(Supplier<Backlog> queue) {
    return new EngineHealth(
        queue, () -> load, () -> Map.of("m", Duration.ofSeconds(9)), LEASE, () -> nanos, threads);
  }

  @Test
  void isUpWhileTheStorageAnswersAndHeartbeatsGetThrough() {
    EngineHealth health = health(() -> new Backlog(2, Duration.ofSeconds(5)));
    assertThat(health.look(true).sinceHeartbeat()).isNull();
    health.heartbeat();
    nanos += LEASE.toNanos();
    assertThat(health.look(true))
        .isEqualTo(
            new Health(
                Health.Status.UP,
                true,
                new Backlog(2, Duration.ofSeconds(5)),
                load,
                LEASE,
                Map.of("m", Duration.ofSeconds(9))));
  }

  @Test
  void isDegradedWithoutHeartbeatsOrWithThreadsLeftBehind() {
    EngineHealth health = health(() -> Backlog.NONE);
    health.heartbeat();
    nanos += LEASE.toNanos() + 1;
    assertThat(health.look(true).status()).isEqualTo(Health.Status.DEGRADED);
    health.heartbeat();
    assertThat(health.look(true).status()).isEqualTo(Health.Status.UP);
    load = new WorkerLoad(16, 3, 1);
    assertThat(health.look(true).status()).isEqualTo(Health.Status.DEGRADED);
  }

  @Test
  void isDownWithoutStorageAndAsksNoneThatMayBeClosed() {
    AtomicInteger asked = new AtomicInteger();
    EngineHealth health =
        health(
            () -> {
              asked.incrementAndGet();
              throw new StorageUnavailableException("The storage is away. Call again.", null);
            });
    assertThat(health.look(false).status()).isEqualTo(Health.Status.DOWN);
    assertThat(asked).hasValue(0);
    assertThat(health.look(true).status()).isEqualTo(Health.Status.DOWN);
    assertThat(health.look(true).storageAnswers()).isFalse();
    assertThat(asked).hasValue(2);
  }

  @Test
  void aStorageThatHangsHoldsOneThread() {
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch never = new CountDownLatch(1);
    EngineHealth health =
        health(
            () -> {
              asked.incrementAndGet();
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return Backlog.NONE;
            });
    assertThat(health.look(true).status()).isEqualTo(Health.Status.DOWN);
    assertThat(health.look(true).status()).isEqualTo(Health.Status.DOWN);
    assertThat(asked).hasValue(1);
  }
}
