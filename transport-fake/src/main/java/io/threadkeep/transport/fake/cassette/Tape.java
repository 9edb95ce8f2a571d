package io.threadkeep.transport.fake.cassette;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The interactions of a cassette: those that were there, and those of this time in the order in
 * which their calls began. Guarded by its deck.
 */
final class Tape {

  /** The place of one call of this time; empty until the call is over. */
  static final class Slot {
    private @Nullable Recorded recorded;

    private Slot(@Nullable Recorded recorded) {
      this.recorded = recorded;
    }

    void end(Recorded outcome) {
      recorded = outcome;
    }
  }

  private final List<Recorded> loaded;

  /** In the order of the file. */
  private final List<Recorded> unused;

  private final List<Slot> played = new ArrayList<>();

  Tape(List<Recorded> loaded) {
    this.loaded = List.copyOf(loaded);
    this.unused = new ArrayList<>(loaded);
  }

  /** What was there at first. */
  List<Recorded> loaded() {
    return loaded;
  }

  List<Recorded> unused() {
    return List.copyOf(unused);
  }

  /** Uses an interaction that answers {@code request}. */
  Optional<Recorded> take(String request, Matching matching) {
    Optional<Recorded> found =
        unused.stream()
            .limit(matching == Matching.IN_ORDER ? 1 : Long.MAX_VALUE)
            .filter(recorded -> recorded.answers(request))
            .findFirst();
    found.ifPresent(
        recorded -> {
          unused.remove(recorded);
          played.add(new Slot(recorded));
        });
    return found;
  }

  /** Undoes {@link #take}: nobody heard the answer. */
  void putBack(Recorded recorded) {
    played.removeIf(slot -> recorded.equals(slot.recorded));
    unused.add(recorded);
    unused.sort(Comparator.comparing(each -> each.place().number()));
  }

  /** Keeps a place for a call that goes out. */
  Slot begin() {
    Slot slot = new Slot(null);
    played.add(slot);
    return slot;
  }

  boolean drop(Slot slot) {
    return played.remove(slot);
  }

  /** What the file is to hold: those of this time, then what nobody asked for. */
  List<Recorded> whole() {
    List<Recorded> whole = new ArrayList<>();
    for (Slot slot : played) {
      if (slot.recorded != null) {
        whole.add(slot.recorded);
      }
    }
    whole.addAll(unused);
    return whole;
  }
}
