package io.threadkeep.store;

import io.threadkeep.event.RunEvent;
import io.threadkeep.run.RunStatus;
import java.util.List;

/**
 * Some of a run's events, and how far the run has come.
 *
 * @param events in order and next to each other
 * @param last the sequence of the newest event that was stored, whether it is among these or not
 * @param status if it is final, no event comes after {@code last}
 */
public record StoredEvents(List<RunEvent> events, long last, RunStatus status) {
  public StoredEvents {
    events = List.copyOf(events);
  }
}
