package io.threadkeep.internal.engine;

import io.threadkeep.error.Retryable;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.internal.time.Durations;
import io.threadkeep.internal.time.Pause;
import io.threadkeep.secrecy.EnvelopeKeysUnavailableException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats a write for as long as the storage may come back and the run is still ours. */
final class PatientWrites {
  private static final Logger LOG = LoggerFactory.getLogger(PatientWrites.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /** In all. A key service may be away for hours, and for one tenant: slots are for others too. */
  private static final Duration PATIENCE_FOR_KEYS = Duration.ofSeconds(20);

  private final Pause pause;

  PatientWrites(Pause pause) {
    this.pause = pause;
  }

  /**
   * Returns what {@code write} returned; null once the lease is lost, or if the thread is
   * interrupted. Failures that stay are thrown, and so is that keys cannot be had, after a while:
   * the run goes back to the queue.
   */
  <T> @Nullable T write(HeldRun held, Supplier<T> write) {
    Duration wait = FIRST_PAUSE;
    Duration waited = Duration.ZERO;
    while (held.interruption() != Interruption.LOST) {
      try {
        return write.get();
      } catch (ThreadkeepException e) {
        if (!(e instanceof Retryable)
            || (e instanceof EnvelopeKeysUnavailableException
                && waited.compareTo(PATIENCE_FOR_KEYS) >= 0)) {
          throw e;
        }
        LOG.warn("{}: {}", held.leased().lease().runId(), e.getMessage());
      }
      if (!paused(wait)) {
        return null;
      }
      waited = waited.plus(wait);
      wait = Durations.shorter(wait.multipliedBy(2), LONGEST_PAUSE);
    }
    return null;
  }

  private boolean paused(Duration wait) {
    try {
      pause.pause(wait);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
