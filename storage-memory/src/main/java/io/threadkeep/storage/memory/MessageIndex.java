package io.threadkeep.storage.memory;

import io.threadkeep.id.MessageId;
import io.threadkeep.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * Finds messages by id. Guarded by {@link Memory}'s lock.
 *
 * <p>An open table with linear probing instead of a {@link java.util.HashMap}, because there are so
 * many messages: 6 to 12 bytes for each instead of about 40. A removal puts the rest of its chain
 * in again, so that no markers are left behind.
 */
final class MessageIndex {
  private static final int SMALLEST = 16;

  // A power of two in length, at most two thirds full.
  private @Nullable Message[] table = new Message[SMALLEST];
  private int size;

  @Nullable Message find(MessageId id) {
    return table[slot(id)];
  }

  /** Adds a message whose id is not there yet. */
  void add(Message message) {
    if ((size + 1) * 3L > table.length * 2L) {
      resize(table.length * 2);
    }
    table[slot(message.id())] = message;
    size++;
  }

  void remove(MessageId id) {
    int gap = slot(id);
    if (table[gap] == null) {
      return;
    }
    size--;
    table[gap] = null;
    int next = following(gap);
    for (Message moved = table[next]; moved != null; moved = table[next]) {
      // From its home on, the first free slot is now the gap, or where it was.
      table[next] = null;
      table[slot(moved.id())] = moved;
      next = following(next);
    }
    if (table.length > SMALLEST && size * 6L < table.length) {
      resize(table.length / 2);
    }
  }

  int size() {
    return size;
  }

  /** Where the message is, or the free slot where it belongs. */
  private int slot(MessageId id) {
    int slot = home(id);
    for (Message there = table[slot];
        there != null && !there.id().equals(id);
        there = table[slot]) {
      slot = following(slot);
    }
    return slot;
  }

  private int home(MessageId id) {
    int hash = id.hashCode();
    return (hash ^ (hash >>> 16)) & (table.length - 1);
  }

  private int following(int slot) {
    return (slot + 1) & (table.length - 1);
  }

  private void resize(int length) {
    @Nullable Message[] old = table;
    table = new Message[length];
    for (Message message : old) {
      if (message != null) {
        table[slot(message.id())] = message;
      }
    }
  }
}
