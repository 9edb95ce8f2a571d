package io.threadkeep.transfer;

import io.threadkeep.transfer.NotCarried.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which objects were saved, and where each of them is: some 200 bytes of memory for each. */
final class SavedIndex {

  /** What there is of one thread, in order. */
  record OfThread(
      String id, @Nullable SavedEntry thread, List<SavedEntry> messages, List<SavedEntry> runs) {}

  private final NotCarriedTally tally;
  private final List<Path> files = new ArrayList<>();
  private final Map<String, SavedEntry> entries = new LinkedHashMap<>();
  private final List<SavedPage.Promise> promises = new ArrayList<>();
  private long numbers;

  SavedIndex(NotCarriedTally tally) {
    this.tally = tally;
  }

  /** Reads a file, or all files of a folder and those in it, by name. */
  void read(Path source) throws IOException {
    List<Path> found;
    try (Stream<Path> all = Files.walk(source)) {
      found = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : found) {
      String name = source.equals(file) ? file.toString() : source.relativize(file).toString();
      if (!source.equals(file) && !isJson(name)) {
        tally.add(Kind.SKIPPED_FILE, name);
        continue;
      }
      files.add(file);
      try (InputStream in = Files.newInputStream(file)) {
        new SavedScan(this, tally, files.size() - 1, name).read(in);
      }
    }
  }

  private static boolean isJson(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".json") || lower.endsWith(".jsonl") || lower.endsWith(".ndjson");
  }

  Path file(SavedEntry entry) {
    return files.get(entry.file());
  }

  long nextNumber() {
    return numbers++;
  }

  void add(SavedEntry entry) {
    String key = entry.kind() + entry.id();
    SavedEntry before = entries.get(key);
    if (before != null) {
      tally.add(Kind.REPEATED, entry.id());
    }
    if (before == null || entry.ended() || !before.ended()) {
      entries.put(key, entry);
    }
  }

  void add(SavedPage.Promise promise) {
    promises.add(promise);
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

  Collection<OfThread> threads() {
    Map<String, OfThread> threads = new LinkedHashMap<>();
    Map<String, List<SavedEntry>> messages = byParent(SavedKind.MESSAGE);
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

  /** Tells of lists that said that there was more, and nothing beyond them was given. */
  void tellOfTruncatedLists() {
    if (promises.isEmpty()) {
      return;
    }
    Map<String, List<SavedEntry>> lists = new LinkedHashMap<>();
    for (SavedEntry entry : entries.values()) {
      lists.computeIfAbsent(entry.kind() + entry.parent(), none -> new ArrayList<>()).add(entry);
    }
    for (SavedPage.Promise promise : promises) {
      SavedEntry first = promise.first();
      boolean kept =
          lists.getOrDefault(first.kind() + first.parent(), List.of()).stream()
              .anyMatch(promise::isKeptBy);
      if (!kept) {
        tally.add(Kind.TRUNCATED_LIST, promise.last().id());
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
