package io.threadkeep.transfer;

import io.threadkeep.page.Order;
import io.threadkeep.transfer.SavedList.Pair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

/** Puts messages of the same second in the order that their neighbours in lists tell. */
final class SavedTies {
  private final Map<String, Set<String>> newer = new HashMap<>();
  private final Set<Pair> guesses = new HashSet<>();
  private final Comparator<SavedEntry> asRead;

  /**
   * @param order in which what has no neighbours was read
   */
  SavedTies(Order order) {
    Comparator<SavedEntry> reading = Comparator.comparingLong(SavedEntry::number);
    this.asRead = order == Order.OLDEST_FIRST ? reading : reading.reversed();
  }

  /** That the first is older than the second, and whether that is sure; the first word counts. */
  void add(Pair pair, boolean sure) {
    boolean isNew =
        newer.computeIfAbsent(pair.first(), none -> new LinkedHashSet<>()).add(pair.second());
    if (isNew && !sure) {
      guesses.add(pair);
    }
  }

  /**
   * Sorts messages of one second in place, each behind those that are older.
   *
   * @return whether there is no other order that they can have
   */
  boolean sort(List<SavedEntry> tied) {
    Map<String, SavedEntry> byId = new HashMap<>();
    tied.forEach(entry -> byId.put(entry.id(), entry));
    NavigableSet<SavedEntry> left = new TreeSet<>(asRead);
    left.addAll(tied);
    Map<String, Integer> olderOnes = new HashMap<>();
    for (SavedEntry entry : tied) {
      newerThan(entry).forEach(id -> olderOnes.merge(id, 1, Integer::sum));
    }
    PriorityQueue<SavedEntry> next = new PriorityQueue<>(asRead);
    tied.stream().filter(entry -> !olderOnes.containsKey(entry.id())).forEach(next::add);
    List<SavedEntry> sorted = new ArrayList<>();
    boolean sure = true;
    while (sorted.size() < tied.size()) {
      if (next.isEmpty()) {
        // Lists that contradict each other: one of them is believed.
        next.add(left.first());
        sure = false;
      }
      sure &= next.size() == 1;
      SavedEntry entry = next.remove();
      left.remove(entry);
      sorted.add(entry);
      for (String id : newerThan(entry)) {
        SavedEntry behind = byId.get(id);
        sure &= !guesses.contains(new Pair(entry.id(), id));
        if (olderOnes.merge(id, -1, Integer::sum) == 0 && behind != null && left.contains(behind)) {
          next.add(behind);
        }
      }
    }
    for (int i = 0; i < sorted.size(); i++) {
      tied.set(i, sorted.get(i));
    }
    return sure;
  }

  private Set<String> newerThan(SavedEntry entry) {
    return newer.getOrDefault(entry.id(), Set.of());
  }
}
