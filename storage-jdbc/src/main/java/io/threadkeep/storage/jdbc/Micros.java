package io.threadkeep.storage.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Instants as the tables keep them: microseconds since 1970-01-01 UTC. */
final class Micros {

  /** Of a day. */
  static final long DAY = of(Duration.ofDays(1));

  private Micros() {}

  static long of(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  static long of(Duration duration) {
    return duration.toNanos() / 1_000;
  }

  /** When {@code day} begins in UTC. */
  static long ofDay(LocalDate day) {
    return day.toEpochDay() * DAY;
  }

  /** The UTC day of an instant. */
  static LocalDate day(long micros) {
    return LocalDate.ofInstant(instant(micros), ZoneOffset.UTC);
  }

  static Duration duration(long micros) {
    return Duration.of(micros, ChronoUnit.MICROS);
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  static @Nullable Instant optionalInstant(@Nullable Long micros) {
    return micros == null ? null : instant(micros);
  }
}
