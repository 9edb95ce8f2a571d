package io.threadkeep.storage.memory;

import io.threadkeep.id.Id;
import java.time.Instant;
import java.util.Comparator;

/** Where a record stands in a list by creation; ids decide between equal instants. */
record Place(Instant createdAt, String id) implements Comparable<Place> {
  // Ids are ASCII, so the order of characters is the order of bytes.
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::createdAt).thenComparing(Place::id);

  static Place of(Instant createdAt, Id id) {
    return new Place(createdAt, id.value());
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
