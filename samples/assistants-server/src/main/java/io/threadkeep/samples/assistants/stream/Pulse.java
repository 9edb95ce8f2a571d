package io.threadkeep.samples.assistants.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A comment now and then in each stream that has nothing to say, so that nobody on the way takes it
 * for dead, and a client that is gone is noticed.
 */
public final class Pulse {
  private static final byte[] COMMENT = ": still here\n\n".getBytes(StandardCharsets.UTF_8);

  private final ScheduledExecutorService timer;
  private final Executor writers;
  private final Duration every;

  /**
   * @param writers one client that does not read holds up one of its threads, and no other client
   */
  public Pulse(ScheduledExecutorService timer, Executor writers, Duration every) {
    this.timer = timer;
    this.writers = writers;
    this.every = every;
  }

  void beat(ClientStream client) {
    ScheduledFuture<?> beating =
        timer.scheduleWithFixedDelay(
            () -> writers.execute(() -> client.sendIfIdle(COMMENT)),
            every.toMillis(),
            every.toMillis(),
            TimeUnit.MILLISECONDS);
    CompletableFuture<Void> unused = client.over().thenRun(() -> beating.cancel(false));
  }
}
