package io.threadkeep.store;

import io.threadkeep.event.RunEvent;
import io.threadkeep.run.RunStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of a run's events, and how far the run has come.
 *
 * @param events in order and next to each other
 * @param last the sequence of the newest event that was stored, whether it is among these or not
 * @param status if it is final, no event comes after {@code last}
 * @param endedAt when it became final; null until then
 */
public record StoredEvents(
    List<RunEvent> events, long last, RunStatus status, @Nullable Instant endedAt) {
  public StoredEvents {
    if (status.isFinal() == (endedAt == null)) {
      throw new IllegalArgumentException(
          "A run has an end if its status is final: it is " + status + ", and its end " + endedAt);
    }
    events = List.copyOf(events);
  }
}
