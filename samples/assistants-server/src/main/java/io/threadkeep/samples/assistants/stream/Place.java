package io.threadkeep.samples.assistants.stream;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a frame stands in its run's stream, which is the same each time that the stream is read:
 * {@code 12.3}.
 *
 * @param sequence of the run's event that it comes from; 0 before the first
 * @param part which of that event's frames, from 1
 */
public record Place(long sequence, int part) implements Comparable<Place> {
  public static final Place BEGINNING = new Place(0, 0);

  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,18})\\.(\\d{1,9})");
  private static final Comparator<Place> ORDER =
      Comparator.comparingLong(Place::sequence).thenComparingInt(Place::part);

  /** Reads what {@link #toString} has written. */
  public static Optional<Place> read(String written) {
    Matcher matcher = WRITTEN.matcher(written);
    return matcher.matches()
        ? Optional.of(
            new Place(Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return sequence + "." + part;
  }
}
