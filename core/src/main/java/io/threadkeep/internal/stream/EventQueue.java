package io.threadkeep.internal.stream;

import io.threadkeep.event.EventBody;
import io.threadkeep.store.NewEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run's events that are not known to be stored, in their order. Guarded by the run's stream.
 *
 * <p>What was handed over keeps its number and its words for good, since nobody knows whether it
 * was stored until somebody says so. Pieces of the same strand grow together until then: a slow
 * store gets larger events instead of more.
 */
final class EventQueue {
  private long stored;
  private final List<EventBody> handedOver = new ArrayList<>();
  private final List<EventBody> fresh = new ArrayList<>();
  private final StringBuilder growing = new StringBuilder();
  private CallStream.@Nullable Strand strand;

  /** Whether there is something fresh that a listener would rather see at once. */
  private boolean hasPieces;

  /** Whether something fresh has waited for long enough. */
  private boolean isLate;

  /** Whether what was handed over may not have been stored. */
  private boolean isHandedBack;

  /**
   * @param stored the sequence of the run's newest event in the store
   */
  EventQueue(long stored) {
    this.stored = stored;
  }

  void add(EventBody event) {
    stopGrowing();
    fresh.add(event);
  }

  void grow(CallStream.Strand of, String piece) {
    if (strand != of) {
      stopGrowing();
      strand = of;
    }
    growing.append(piece);
    hasPieces = true;
  }

  boolean hasPieces() {
    return hasPieces;
  }

  /** The sequence of the last event that was added. */
  long last() {
    return stored + handedOver.size() + fresh.size();
  }

  /** The event has waited for long enough; returns whether it still does. */
  boolean noteLate(long sequence) {
    boolean waits = stored + handedOver.size() < sequence;
    isLate |= waits;
    return waits;
  }

  /** All of it, to be stored. */
  NewEvents handOver() {
    stopGrowing();
    handedOver.addAll(fresh);
    fresh.clear();
    hasPieces = false;
    isLate = false;
    return handOverAgain();
  }

  /** What a listener would rather see now than with the next commit; nothing if there is none. */
  Optional<NewEvents> handOverAwaited() {
    if (isHandedBack) {
      // What is fresh can go on growing meanwhile.
      return Optional.of(handOverAgain());
    }
    return hasPieces || isLate ? Optional.of(handOver()) : Optional.empty();
  }

  private NewEvents handOverAgain() {
    isHandedBack = false;
    return new NewEvents(stored, handedOver);
  }

  /** What was handed over may not have been stored. */
  void handBack() {
    isHandedBack = true;
  }

  /** Everything up to {@code sequence} is stored. */
  void storedUpTo(long sequence) {
    long known = Math.max(0, Math.min(sequence - stored, handedOver.size()));
    handedOver.subList(0, (int) known).clear();
    stored = Math.max(stored, sequence);
  }

  void drop() {
    stopGrowing();
    handedOver.clear();
    fresh.clear();
    hasPieces = false;
    isLate = false;
    isHandedBack = false;
  }

  private void stopGrowing() {
    if (strand != null) {
      fresh.add(strand.event(growing.toString()));
      growing.setLength(0);
      strand = null;
    }
  }
}
