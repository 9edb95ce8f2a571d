package io.threadkeep.transfer;

import io.threadkeep.page.Order;
import io.threadkeep.transfer.NotCarried.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which objects were saved, and where each of them is: some 350 bytes of memory for each. */
final class SavedIndex {

  /** What there is of one thread, in order. */
  record OfThread(
      String id, @Nullable SavedEntry thread, List<SavedEntry> messages, List<SavedEntry> runs) {}

  private final NotCarriedTally tally;
  private final List<Path> files = new ArrayList<>();
  private final Map<String, SavedEntry> entries = new LinkedHashMap<>();
  private final Map<String, SavedList> lists = new LinkedHashMap<>();
  private final List<SavedPage.Promise> promises = new ArrayList<>();
  private long numbers;

  SavedIndex(NotCarriedTally tally) {
    this.tally = tally;
  }

  /** Returns what stands for the file in its entries. */
  int add(Path file) {
    files.add(file);
    return files.size() - 1;
  }

  Path file(SavedEntry entry) {
    return files.get(entry.file());
  }

  long nextNumber() {
    return numbers++;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  void add(SavedPage page) {
    Map<String, List<SavedEntry>> messages = new LinkedHashMap<>();
    for (SavedEntry entry : page.entries()) {
      add(entry);
      if (entry.kind() == SavedKind.MESSAGE) {
        messages.computeIfAbsent(entry.parent(), none -> new ArrayList<>()).add(entry);
      }
    }
    messages.forEach(
        (thread, listed) ->
            lists.computeIfAbsent(thread, none -> new SavedList()).add(listed, page));
    promises.addAll(page.promises());
  }

  private void add(SavedEntry entry) {
    String key = entry.kind() + entry.id();
    SavedEntry before = entries.get(key);
    if (before == null) {
      entries.put(key, entry);
      return;
    }
    tally.add(Kind.REPEATED, entry.id());
    if (entry.ended() || !before.ended()) {
      entries.put(key, entry.numbered(before.number()));
    }
  }

  List<SavedEntry> assistants() {
    return entries.values().stream()
        .filter(entry -> entry.kind() == SavedKind.ASSISTANT)
        .sorted(SavedEntry.ORDER)
        .toList();
  }

  /** Of each run, by its id. */
  Map<String, List<SavedEntry>> steps() {
    return byParent(SavedKind.STEP);
  }

  /**
   * Asked once: it tells of what it had to guess.
   *
   * @param asked which way lists run, where they do not tell; null if that is not known
   */
  Collection<OfThread> threads(@Nullable Order asked) {
    Map<String, OfThread> threads = new LinkedHashMap<>();
    Map<String, List<SavedEntry>> messages = byParent(SavedKind.MESSAGE);
    Order others = orderOfAll();
    messages.replaceAll(
        (thread, listed) ->
            Objects.requireNonNull(lists.get(thread)).inOrder(listed, asked, others, tally));
    Map<String, List<SavedEntry>> runs = byParent(SavedKind.RUN);
    for (SavedEntry entry : entries.values()) {
      String id =
          switch (entry.kind()) {
            case THREAD -> entry.id();
            case MESSAGE, RUN -> entry.parent();
            case ASSISTANT, STEP -> null;
          };
      if (id != null && !threads.containsKey(id)) {
        threads.put(
            id,
            new OfThread(
                id,
                entries.get(SavedKind.THREAD + id),
                messages.getOrDefault(id, List.of()),
                runs.getOrDefault(id, List.of())));
      }
    }
    return threads.values();
  }

  /** Who saves threads asks for all their lists alike. */
  private @Nullable Order orderOfAll() {
    Set<Order> orders =
        lists.values().stream()
            .map(SavedList::order)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return orders.size() == 1 ? orders.iterator().next() : null;
  }

  /** Tells of lists that said that there was more, and nothing beyond them was given. */
  void tellOfTruncatedLists() {
    if (promises.isEmpty()) {
      return;
    }
    Set<String> asked = promises.stream().map(SavedPage.Promise::list).collect(Collectors.toSet());
    Map<String, long[]> seconds = new HashMap<>();
    entries.values().stream()
        .filter(entry -> asked.contains(entry.list()))
        .collect(Collectors.groupingBy(SavedEntry::list))
        .forEach(
            (list, all) ->
                seconds.put(list, all.stream().mapToLong(SavedEntry::created).sorted().toArray()));
    for (SavedPage.Promise promise : promises) {
      if (!promise.isKeptBy(seconds.getOrDefault(promise.list(), new long[0]))) {
        tally.add(Kind.TRUNCATED_LIST, promise.last());
      }
    }
  }

  private Map<String, List<SavedEntry>> byParent(SavedKind kind) {
    Map<String, List<SavedEntry>> byParent = new LinkedHashMap<>();
    for (SavedEntry entry : entries.values()) {
      if (entry.kind() == kind) {
        byParent.computeIfAbsent(entry.parent(), none -> new ArrayList<>()).add(entry);
      }
    }
    byParent.values().forEach(list -> list.sort(SavedEntry.ORDER));
    return byParent;
  }
}
