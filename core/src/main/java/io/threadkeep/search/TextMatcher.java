package io.threadkeep.search;

import io.threadkeep.message.Message;
import io.threadkeep.search.Excerpt.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Judges whether a message answers a query. Whatever index a store has gives it candidates alone:
 * this decides, so that all stores find the same. Immutable.
 */
public final class TextMatcher {
  private final SearchQuery query;
  private final List<List<String>> phrases;
  private final int longest;

  public TextMatcher(SearchQuery query) {
    this.query = query;
    this.phrases = query.phrases();
    this.longest = phrases.stream().mapToInt(List::size).max().orElseThrow();
  }

  /** The hit that {@code message} is, or nothing if it does not answer the query. */
  public Optional<SearchHit> find(Message message) {
    if (!query.roles().isEmpty() && !query.roles().contains(message.role())) {
      return Optional.empty();
    }
    return find(message.text()).map(excerpt -> new SearchHit(message, excerpt));
  }

  Optional<Excerpt> find(String text) {
    BitSet found = new BitSet(phrases.size());
    List<Place> places = new ArrayList<>();
    Deque<Word> newest = new ArrayDeque<>(longest);
    WordReader reader = new WordReader(text);
    for (Word word = reader.next(); word != null; word = reader.next()) {
      if (newest.size() == longest) {
        newest.removeLast();
      }
      newest.addFirst(word);
      for (int i = 0; i < phrases.size(); i++) {
        int start = startOf(phrases.get(i), newest);
        if (start >= 0) {
          found.set(i);
          mark(places, new Place(start, word.end()));
        }
      }
      if (found.cardinality() == phrases.size() && word.start() > Excerpt.reach(places.get(0))) {
        break;
      }
    }
    return found.cardinality() == phrases.size()
        ? Optional.of(Excerpt.of(text, places))
        : Optional.empty();
  }

  /** Where {@code phrase} begins, if {@code newest} ends with it; else -1. */
  private static int startOf(List<String> phrase, Deque<Word> newest) {
    if (newest.size() < phrase.size()) {
      return -1;
    }
    Iterator<Word> backwards = newest.iterator();
    int start = -1;
    for (int i = phrase.size() - 1; i >= 0; i--) {
      Word word = backwards.next();
      if (!word.folded().equals(phrase.get(i))) {
        return -1;
      }
      start = word.start();
    }
    return start;
  }

  /** Melts places that overlap into one; keeps those alone that an excerpt can show. */
  private static void mark(List<Place> places, Place place) {
    int start = place.start();
    while (!places.isEmpty() && places.get(places.size() - 1).end() > start) {
      start = Math.min(start, places.remove(places.size() - 1).start());
    }
    if (places.isEmpty() || start <= Excerpt.reach(places.get(0))) {
      places.add(new Place(start, place.end()));
    }
  }
}
