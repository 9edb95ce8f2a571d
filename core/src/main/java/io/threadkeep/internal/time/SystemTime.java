package io.threadkeep.internal.time;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** The machine's own clocks, sleep and randomness. */
public final class SystemTime {

  private SystemTime() {}

  public static InstantSource clock() {
    return InstantSource.system();
  }

  public static MonotonicClock monotonic() {
    return System::nanoTime;
  }

  public static Pause pause() {
    return duration -> Thread.sleep(duration.toMillis());
  }

  /** On the JVM's own timer, which forgets an alarm that is called off. */
  public static Alarms alarms() {
    return (after, ring) -> {
      CompletableFuture<Boolean> alarm = new CompletableFuture<>();
      CompletableFuture<Void> unused =
          alarm
              .completeOnTimeout(true, after.toNanos(), TimeUnit.NANOSECONDS)
              .thenAccept(
                  rings -> {
                    if (rings) {
                      ring.run();
                    }
                  });
      return () -> alarm.complete(false);
    };
  }

  public static RandomGenerator random() {
    return new SecureRandom();
  }

  /** {@code clock} to the microsecond, which is what every store keeps. */
  public static InstantSource toMicros(InstantSource clock) {
    return () -> clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
