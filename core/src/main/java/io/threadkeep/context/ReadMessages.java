package io.threadkeep.context;

import io.threadkeep.message.Message;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * Some messages of a log, as if there were no others.
 *
 * @param newestFirst by position
 */
record ReadMessages(List<Message> newestFirst) implements PinnedLog {

  @Override
  public long end() {
    return newestFirst.isEmpty() ? 0 : newestFirst.get(0).position();
  }

  @Override
  public List<Message> before(long position, int limit) {
    return newestFirst.stream()
        .filter(message -> message.position() < position)
        .limit(limit)
        .toList();
  }

  /** Those that are whole, oldest first. */
  Collection<MessageGroup> groups() {
    Deque<MessageGroup> groups = new ArrayDeque<>();
    GroupReader reader = new GroupReader(this, newestFirst.size());
    for (MessageGroup group = reader.next(); group != null; group = reader.next()) {
      groups.addFirst(group);
    }
    return groups;
  }
}
