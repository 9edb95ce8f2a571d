package io.threadkeep.search;

import java.util.List;

/**
 * The piece of a message's text around the first place that answers a query: plain text, at most
 * {@value #LENGTH} characters.
 *
 * @param start where it begins in {@link io.threadkeep.message.Message#text}
 * @param places what to mark in it: in order, none overlapping another
 */
public record Excerpt(String text, int start, List<Place> places) {
  public static final int LENGTH = 240;

  /** So much is shown of what stands before the first place. */
  private static final int BEFORE = 60;

  public Excerpt {
    places = List.copyOf(places);
  }

  /** In characters of the excerpt's own text; the end is exclusive. */
  public record Place(int start, int end) {}

  /** The end of the text from which places can be in an excerpt that begins with {@code first}. */
  static int reach(Place first) {
    return first.start() + LENGTH;
  }

  /**
   * @param places in {@code text}, in order, at least one
   */
  static Excerpt of(String text, List<Place> places) {
    int from = beginning(text, places.get(0).start());
    int to = Math.min(text.length(), from + LENGTH);
    if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
      to--;
    }
    int end = to;
    List<Place> shown =
        places.stream()
            .filter(place -> place.start() < end)
            .map(place -> new Place(place.start() - from, Math.min(place.end(), end) - from))
            .toList();
    return new Excerpt(text.substring(from, end), from, shown);
  }

  /** Behind a space if there is one near by: a word is not begun in its middle. */
  private static int beginning(String text, int place) {
    int from = Math.max(0, place - BEFORE);
    if (from == 0) {
      return 0;
    }
    for (int i = from; i < place; i++) {
      if (Character.isWhitespace(text.charAt(i))) {
        return i + 1;
      }
    }
    return Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from;
  }
}
