package io.threadkeep.store;

import io.threadkeep.event.EventBody;
import io.threadkeep.id.RunId;
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

  /** Whether none is missing between a run's newest event and these. */
  public boolean followOn(long newest) {
    return after <= newest || bodies.isEmpty();
  }

  /**
   * @throws StorageException if one is
   */
  public void requireNoGap(RunId run, long newest) {
    if (!followOn(newest)) {
      throw new StorageException(
          "The newest event of "
              + run
              + " in the store is "
              + newest
              + ", and these were to follow on "
              + after
              + ". Nothing was stored: what is between them is lost, or belongs to another storage.",
          null);
    }
  }

  /** Those that a run with this newest event does not have yet. */
  public List<EventBody> beyond(long newest) {
    return newest >= last() ? List.of() : bodies.subList((int) (newest - after), bodies.size());
  }

  public boolean isEmpty() {
    return bodies.isEmpty();
  }
}
