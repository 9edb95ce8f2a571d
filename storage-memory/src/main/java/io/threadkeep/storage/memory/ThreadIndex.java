package io.threadkeep.storage.memory;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.thread.ThreadQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Threads by what lists ask for: tenant, user, and each pair of metadata. A list begins with the
 * shortest of the entries that it must be in. Guarded by {@link Memory}'s lock.
 */
final class ThreadIndex {
  private final Map<Entry, NavigableMap<Place, HeldThread>> entries = new HashMap<>();

  private final NavigableMap<String, HeldThread> all = new TreeMap<>();

  private sealed interface Entry {
    record OfTenant(String tenant) implements Entry {}

    record OfUser(String tenant, @Nullable String user) implements Entry {}

    record WithPair(String tenant, String key, String value) implements Entry {}
  }

  /** Up to {@code limit} threads of all tenants, in the order of their ids. */
  List<HeldThread> after(@Nullable ThreadId id, int limit) {
    NavigableMap<String, HeldThread> rest = id == null ? all : all.tailMap(id.value(), false);
    return rest.values().stream().limit(limit).toList();
  }

  /** Up to {@code limit} threads of the scope, in whatever state. */
  List<HeldThread> of(Scope scope, int limit) {
    Entry entry =
        scope.user() == null
            ? new Entry.OfTenant(scope.tenant())
            : new Entry.OfUser(scope.tenant(), scope.user());
    return entries.getOrDefault(entry, Collections.emptyNavigableMap()).values().stream()
        .limit(limit)
        .toList();
  }

  void add(HeldThread thread) {
    all.put(thread.id().value(), thread);
    entriesOf(thread)
        .forEach(
            entry ->
                entries
                    .computeIfAbsent(entry, none -> new TreeMap<>())
                    .put(thread.place(), thread));
  }

  void remove(HeldThread thread) {
    all.remove(thread.id().value());
    for (Entry entry : entriesOf(thread)) {
      entries.computeIfPresent(
          entry,
          (same, threads) -> {
            threads.remove(thread.place());
            return threads.isEmpty() ? null : threads;
          });
    }
  }

  /** The fewest threads, sorted, among which all are that the query can find. */
  NavigableMap<Place, HeldThread> candidates(Scope scope, ThreadQuery query) {
    List<Entry> mustBeIn = pairs(scope.tenant(), query.metadata());
    mustBeIn.add(new Entry.OfTenant(scope.tenant()));
    String user = scope.user() != null ? scope.user() : query.user();
    if (user != null) {
      mustBeIn.add(new Entry.OfUser(scope.tenant(), user));
    }
    return mustBeIn.stream()
        .map(entry -> entries.getOrDefault(entry, Collections.emptyNavigableMap()))
        .min(Comparator.comparingInt(Map::size))
        .orElseThrow();
  }

  private static List<Entry> entriesOf(HeldThread thread) {
    Scope owner = thread.owner();
    List<Entry> all = pairs(owner.tenant(), thread.metadata());
    all.add(new Entry.OfTenant(owner.tenant()));
    all.add(new Entry.OfUser(owner.tenant(), owner.user()));
    return all;
  }

  private static List<Entry> pairs(String tenant, Metadata metadata) {
    List<Entry> pairs = new ArrayList<>();
    metadata.pairs().forEach((key, value) -> pairs.add(new Entry.WithPair(tenant, key, value)));
    return pairs;
  }
}
