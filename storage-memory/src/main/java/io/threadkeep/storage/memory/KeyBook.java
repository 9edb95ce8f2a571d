package io.threadkeep.storage.memory;

import io.threadkeep.error.IdempotencyConflictException;
import io.threadkeep.id.Scope;
import io.threadkeep.store.IdempotencyKey;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which keys were used, for what, and what came of it. Guarded by {@link Memory}'s lock. */
final class KeyBook {
  // In the order of use, so that the oldest are found without looking at the others.
  private final Map<ScopedKey, Entry> entries = new LinkedHashMap<>();

  record ScopedKey(Scope scope, String key) {}

  private record Entry(String fingerprint, HeldThread thread, Object result, Instant usedAt) {}

  /**
   * What the first use of {@code key} gave, or null if this is the first.
   *
   * @throws IdempotencyConflictException if it was used for another request
   */
  <T> @Nullable T replay(Scope scope, @Nullable IdempotencyKey key, Class<T> kind) {
    Entry entry = key == null ? null : entries.get(new ScopedKey(scope, key.key()));
    if (key == null || entry == null) {
      return null;
    }
    if (!entry.fingerprint().equals(key.fingerprint()) || !kind.isInstance(entry.result())) {
      throw new IdempotencyConflictException(key.key());
    }
    return kind.cast(entry.result());
  }

  void record(
      Scope scope, @Nullable IdempotencyKey key, HeldThread thread, Object result, Instant now) {
    if (key != null) {
      ScopedKey scoped = new ScopedKey(scope, key.key());
      entries.put(scoped, new Entry(key.fingerprint(), thread, result, now));
      thread.keys().add(scoped);
    }
  }

  void remove(Collection<ScopedKey> keys) {
    keys.forEach(entries::remove);
  }

  boolean hasAny(Scope scope) {
    return entries.keySet().stream().anyMatch(key -> scope.reaches(key.scope()));
  }

  /** Forgets all keys of the scope; returns how many. */
  int removeAll(Scope scope) {
    List<ScopedKey> keys =
        entries.keySet().stream().filter(key -> scope.reaches(key.scope())).toList();
    for (ScopedKey key : keys) {
      Entry entry = entries.remove(key);
      if (entry != null) {
        entry.thread().keys().remove(key);
      }
    }
    return keys.size();
  }

  /** Forgets up to {@code limit} keys that were used before {@code instant}; returns how many. */
  int forgetBefore(Instant instant, int limit) {
    int forgotten = 0;
    Iterator<Map.Entry<ScopedKey, Entry>> oldest = entries.entrySet().iterator();
    while (forgotten < limit && oldest.hasNext()) {
      Map.Entry<ScopedKey, Entry> next = oldest.next();
      if (!next.getValue().usedAt().isBefore(instant)) {
        break;
      }
      next.getValue().thread().keys().remove(next.getKey());
      oldest.remove();
      forgotten++;
    }
    return forgotten;
  }
}
