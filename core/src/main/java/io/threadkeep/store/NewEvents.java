package io.threadkeep.store;

import io.threadkeep.event.EventBody;
import java.util.List;

/**
 * Events of a run that a worker wants stored, behind those that it knows to be stored.
 *
 * <p>Those of them that are there already, since an earlier write had an unknown outcome, are
 * passed over by their numbers alone: what was handed over once must come again as it was, and may
 * have others behind it.
 *
 * @param after the sequence of the newest event that is known to be stored; the first of {@code
 *     bodies} is to have the next one
 */
public record NewEvents(long after, List<EventBody> bodies) {
  public static final NewEvents NONE = new NewEvents(0, List.of());

  public NewEvents {
    bodies = List.copyOf(bodies);
    if (bodies.stream().anyMatch(EventBody.RunEnded.class::isInstance)) {
      throw new IllegalArgumentException("A run's end is told by its status, and is not stored.");
    }
  }

  /** The sequence of the last of them. */
  public long last() {
    return after + bodies.size();
  }

  public boolean isEmpty() {
    return bodies.isEmpty();
  }
}
