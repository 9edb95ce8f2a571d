package io.threadkeep.run;

import io.threadkeep.error.Retryable;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.id.Scope;
import java.time.Duration;

/** As many runs wait as may. Nothing was stored. */
public final class QueueFullException extends ThreadkeepException implements Retryable {
  private static final long serialVersionUID = 1L;

  /** Whose runs there are too many of. */
  public enum Bound {
    /** Those of the thread's owner. */
    USER,
    /** Everybody's. */
    ALL
  }

  private final transient Scope owner;
  private final Bound bound;
  private final int limit;

  public QueueFullException(Scope owner, Bound bound, int limit) {
    super(
        (bound == Bound.USER ? "The owner of the thread has " : "There are ")
            + limit
            + " queued runs, which is the bound. Nothing was stored: submit again when some have"
            + " been begun.");
    this.owner = owner;
    this.bound = bound;
    this.limit = limit;
  }

  public Scope owner() {
    return owner;
  }

  public Bound bound() {
    return bound;
  }

  public int limit() {
    return limit;
  }

  @Override
  public Duration retryAfter() {
    return Duration.ofSeconds(1);
  }
}
