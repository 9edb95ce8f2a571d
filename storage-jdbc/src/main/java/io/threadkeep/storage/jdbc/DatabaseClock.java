package io.threadkeep.storage.jdbc;

import java.time.Duration;
import org.jooq.Field;

/**
 * The clock that decides about leases, delays and expiry: an expression that the database evaluates
 * inside the statement, so that no worker's clock can do harm.
 */
@FunctionalInterface
interface DatabaseClock {

  /** Microseconds since 1970-01-01 UTC, whatever the session's time zone. */
  Field<Long> now();

  default Field<Long> in(Duration duration) {
    return now().plus(Micros.of(duration));
  }

  default Field<Long> before(Duration duration) {
    return now().minus(Micros.of(duration));
  }
}
