package io.threadkeep.transfer;

import io.threadkeep.page.Order;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Objects that were saved next to each other, in the order of reading.
 *
 * @param list whether a list of the API's held them, or else an array, or the lines of a file
 * @param more whether that list said that there was more behind them
 */
record SavedPage(List<SavedEntry> entries, boolean list, boolean more) {

  /** What was no list. */
  static SavedPage of(List<SavedEntry> entries) {
    return new SavedPage(entries, false, false);
  }

  /** Which way it runs, as far as its seconds tell. */
  static @Nullable Order order(List<SavedEntry> entries) {
    int steps = 0;
    for (int i = 1; i < entries.size(); i++) {
      steps += Long.signum(entries.get(i).created() - entries.get(i - 1).created());
    }
    return steps == 0 ? null : steps > 0 ? Order.OLDEST_FIRST : Order.NEWEST_FIRST;
  }

  /** Cut where an object comes again: there another reading of the same list begins. */
  static List<List<SavedEntry>> readings(List<SavedEntry> entries) {
    List<List<SavedEntry>> readings = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    int from = 0;
    for (int i = 0; i < entries.size(); i++) {
      if (!seen.add(entries.get(i).id())) {
        readings.add(entries.subList(from, i));
        seen.clear();
        seen.add(entries.get(i).id());
        from = i;
      }
    }
    readings.add(entries.subList(from, entries.size()));
    return readings;
  }

  /** That others follow it, if it says so. */
  List<Promise> promises() {
    if (!more || entries.isEmpty()) {
      return List.of();
    }
    SavedEntry last = entries.get(entries.size() - 1);
    long atEdge = entries.stream().filter(each -> each.created() == last.created()).count();
    return List.of(
        new Promise(last.list(), last.id(), last.created(), (int) atEdge, order(entries)));
  }

  /**
   * That a page says that others follow it.
   *
   * @param list which it is of
   * @param second of its last object
   * @param atEdge how many objects of it have that second
   * @param order in which it came, if that can be seen
   */
  record Promise(String list, String last, long second, int atEdge, @Nullable Order order) {

    /**
     * Whether there is something of the list beyond the page.
     *
     * @param seconds of all there is of the list, in order
     */
    boolean isKeptBy(long[] seconds) {
      int below = firstFrom(seconds, second);
      int upTo = firstFrom(seconds, second + 1);
      return upTo - below > atEdge
          || (order != Order.OLDEST_FIRST && below > 0)
          || (order != Order.NEWEST_FIRST && upTo < seconds.length);
    }

    private static int firstFrom(long[] seconds, long second) {
      int found = Arrays.binarySearch(seconds, second);
      if (found < 0) {
        return -found - 1;
      }
      while (found > 0 && seconds[found - 1] == second) {
        found--;
      }
      return found;
    }
  }
}
