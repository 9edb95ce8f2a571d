package io.threadkeep.transfer;

import io.threadkeep.page.Order;
import io.threadkeep.transfer.NotCarried.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the messages of one thread were listed. Their times are seconds, and several in one second
 * are normal, so what decides there is what stood next to each other, and which way the lists run:
 * one way for all pages of a thread that do not tell by themselves.
 */
final class SavedList {
  private static final Comparator<SavedEntry> BY_SECOND =
      Comparator.comparingLong(SavedEntry::created);

  /** Of the same second, the one read right behind the other. */
  record Pair(String first, String second) {
    Pair turned() {
      return new Pair(/* first= */ second, /* second= */ first);
    }
  }

  /** What is first in these is older. */
  private final Set<Pair> told = new LinkedHashSet<>();

  /** What is first in these was read first. */
  private final Set<Pair> untold = new LinkedHashSet<>();

  /** A page that said that there is more. */
  private List<SavedEntry> open = List.of();

  private int ofPages;
  private int ofLinks;
  private boolean listed;
  private boolean torn;

  /** Another page's messages of this thread. */
  void add(List<SavedEntry> entries, SavedPage page) {
    listed |= page.list() || entries.size() > 1;
    goOn(entries);
    List<List<SavedEntry>> readings = SavedPage.readings(entries);
    torn |= readings.size() > 1;
    for (List<SavedEntry> reading : readings) {
      Order order = SavedPage.order(reading);
      ofPages += vote(order);
      for (int i = 1; i < reading.size(); i++) {
        pair(reading.get(i - 1), reading.get(i), order);
      }
    }
    open = page.more() ? entries : List.of();
  }

  /**
   * The page behind one that said that there is more begins right behind its end; one that has some
   * of the same is another reading.
   */
  private void goOn(List<SavedEntry> next) {
    Set<String> ids = next.stream().map(SavedEntry::id).collect(Collectors.toSet());
    if (open.isEmpty() || open.stream().anyMatch(entry -> ids.contains(entry.id()))) {
      return;
    }
    SavedEntry end = open.get(open.size() - 1);
    Order order = SavedPage.order(open);
    Order across = SavedPage.order(List.of(end, next.get(0)));
    ofLinks += vote(across);
    pair(end, next.get(0), order == null ? across : order);
  }

  private static int vote(@Nullable Order order) {
    return order == null ? 0 : order == Order.OLDEST_FIRST ? 1 : -1;
  }

  private void pair(SavedEntry first, SavedEntry second, @Nullable Order order) {
    if (first.created() != second.created()) {
      return;
    }
    if (order == null) {
      untold.add(new Pair(first.id(), second.id()));
    } else {
      told.add(oriented(new Pair(first.id(), second.id()), order));
    }
  }

  private static Pair oriented(Pair pair, Order order) {
    return order == Order.OLDEST_FIRST ? pair : pair.turned();
  }

  /** Which way its pages run, as far as their seconds tell. */
  @Nullable Order order() {
    int votes = ofPages == 0 ? ofLinks : ofPages;
    return votes == 0 ? null : votes > 0 ? Order.OLDEST_FIRST : Order.NEWEST_FIRST;
  }

  /**
   * The thread's messages, oldest first; tells where their order is a guess.
   *
   * @param asked which way lists run, if the caller knows
   * @param others which way all other lists run, if that is one way
   */
  List<SavedEntry> inOrder(
      List<SavedEntry> entries,
      @Nullable Order asked,
      @Nullable Order others,
      NotCarriedTally lost) {
    Order order = order() == null ? asked : order();
    boolean sure = order != null && !torn;
    if (order == null) {
      // What the API did unless it was asked otherwise.
      order = others != null ? others : listed ? Order.NEWEST_FIRST : Order.OLDEST_FIRST;
    }
    SavedTies ties = new SavedTies(order);
    told.forEach(pair -> ties.add(pair, true));
    for (Pair pair : untold) {
      ties.add(oriented(pair, order), sure);
    }
    List<SavedEntry> sorted = new ArrayList<>(entries);
    sorted.sort(BY_SECOND);
    for (int from = 0, to; from < sorted.size(); from = to) {
      to = from + 1;
      while (to < sorted.size() && sorted.get(to).created() == sorted.get(from).created()) {
        to++;
      }
      if (to - from > 1) {
        List<SavedEntry> tied = sorted.subList(from, to);
        if (!ties.sort(tied) || torn) {
          lost.add(Kind.ORDER_UNKNOWN, tied.get(0).id());
        }
      }
    }
    return sorted;
  }
}
