package io.threadkeep.transfer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Objects that were saved next to each other: a list's page, an array, or the lines of a file. */
final class SavedPage {

  /** That a page says that others follow it. */
  record Promise(SavedEntry first, SavedEntry last) {

    /** Whether {@code other} is of the same list, and beyond this page's last object. */
    boolean isKeptBy(SavedEntry other) {
      boolean inside = other.number() >= first.number() && other.number() <= last.number();
      if (inside || other.id().equals(last.id())) {
        return false;
      }
      boolean newestFirst = first.created() >= last.created();
      boolean oldestFirst = first.created() <= last.created();
      return (newestFirst && other.created() <= last.created())
          || (oldestFirst && other.created() >= last.created());
    }
  }

  private SavedPage() {}

  /**
   * The same, told which way they run: lists come newest first, unless they were asked for
   * otherwise, and what has the same second in them stands in that order too.
   */
  static List<SavedEntry> inOrder(List<SavedEntry> page) {
    Map<String, List<SavedEntry>> lists = new LinkedHashMap<>();
    for (SavedEntry entry : page) {
      lists.computeIfAbsent(entry.kind() + entry.parent(), none -> new ArrayList<>()).add(entry);
    }
    List<SavedEntry> tied = new ArrayList<>(page.size());
    for (List<SavedEntry> list : lists.values()) {
      boolean forwards =
          list.size() == 1 || list.get(0).created() < list.get(list.size() - 1).created();
      for (SavedEntry entry : list) {
        tied.add(entry.tied(forwards ? entry.number() : -entry.number()));
      }
    }
    return tied;
  }
}
