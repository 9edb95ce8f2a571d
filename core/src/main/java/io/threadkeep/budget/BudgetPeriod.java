package io.threadkeep.budget;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The time that a budget is for, after which it is whole again; in UTC. */
public enum BudgetPeriod {
  HOUR,
  DAY,
  MONTH,
  /** It is never whole again. */
  EVER;

  /** When the period began that {@code now} is in. */
  public Instant start(Instant now) {
    return switch (this) {
      case HOUR -> now.truncatedTo(ChronoUnit.HOURS);
      case DAY -> now.truncatedTo(ChronoUnit.DAYS);
      case MONTH -> firstOfMonth(now).toInstant();
      case EVER -> Instant.EPOCH;
    };
  }

  /** When it ends; null if it does not. */
  public @Nullable Instant end(Instant now) {
    return switch (this) {
      case HOUR -> start(now).plus(1, ChronoUnit.HOURS);
      case DAY -> start(now).plus(1, ChronoUnit.DAYS);
      case MONTH -> firstOfMonth(now).plusMonths(1).toInstant();
      case EVER -> null;
    };
  }

  private static ZonedDateTime firstOfMonth(Instant now) {
    return now.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
  }
}
