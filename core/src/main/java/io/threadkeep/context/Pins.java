package io.threadkeep.context;

import java.util.Collection;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The groups at the beginning of a log that stay in the window, by their positions. */
final class Pins {
  private final NavigableMap<Long, MessageGroup> groups = new TreeMap<>();

  boolean isEmpty() {
    return groups.isEmpty();
  }

  /** Whether the group that stands at {@code position} is pinned. */
  boolean has(long position) {
    return groups.containsKey(position);
  }

  /** Whether the message at {@code position} is part of a pinned group. */
  boolean holds(long position) {
    return groups.headMap(position, true).values().stream()
        .flatMap(group -> group.messages().stream())
        .anyMatch(message -> message.position() == position);
  }

  /** Returns by how many tokens there is more now. */
  int add(MessageGroup group) {
    return groups.putIfAbsent(group.position(), group) == null ? group.tokens() : 0;
  }

  /** Returns by how many tokens there is less now. */
  int remove(long position) {
    MessageGroup removed = groups.remove(position);
    return removed == null ? 0 : removed.tokens();
  }

  int removeLast() {
    return remove(groups.lastKey());
  }

  Collection<MessageGroup> groups() {
    return groups.values();
  }
}
