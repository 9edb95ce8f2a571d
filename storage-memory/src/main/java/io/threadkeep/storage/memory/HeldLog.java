package io.threadkeep.storage.memory;

import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The log of one thread: the message at position p has index p - 1. A fork's begins with messages
 * of other logs, which it reads where they are; those outlive their own threads as long as a fork
 * reads them. Guarded by {@link Memory}'s lock.
 */
final class HeldLog extends AbstractList<Message> implements RandomAccess {

  /** Messages next to each other, up to the position {@code last}, that are another log's own. */
  private record Shared(HeldLog log, long last) {
    private boolean is(HeldLog other, long end) {
      return log.thread.equals(other.thread) && last >= end;
    }
  }

  private final ThreadId thread;
  private final List<Shared> shared = new ArrayList<>();
  private final int ownFrom;
  private final List<Message> own = new ArrayList<>();

  /** Up to where forks read what is own here. */
  private final Map<ThreadId, Long> readers = new HashMap<>();

  private boolean left;

  HeldLog(ThreadId thread) {
    this.thread = thread;
    this.ownFrom = 0;
  }

  private HeldLog(ThreadId thread, HeldLog source, long last) {
    this.thread = thread;
    this.ownFrom = Math.toIntExact(last);
    // Flat, so that a fork of forks reads as fast and needs none of those between.
    for (Shared part : source.shared) {
      share(part.log(), Math.min(part.last(), last));
    }
    share(source, last);
  }

  private void share(HeldLog log, long last) {
    if (last > log.ownFrom) {
      shared.add(new Shared(log, last));
      log.readers.put(thread, last);
    }
  }

  /** The log of a new thread that begins with this one's messages up to {@code last}. */
  HeldLog fork(ThreadId fork, long last) {
    return new HeldLog(fork, this, last);
  }

  @Override
  public Message get(int index) {
    if (index >= ownFrom) {
      return own.get(index - ownFrom);
    }
    for (Shared part : shared) {
      if (index < part.last()) {
        return inThis(part.log().get(index));
      }
    }
    throw new IndexOutOfBoundsException(index);
  }

  @Override
  public int size() {
    return ownFrom + own.size();
  }

  @Override
  public boolean add(Message message) {
    return own.add(message);
  }

  /** Up to {@code most} messages below {@code position}, newest first. */
  List<Message> before(long position, int most) {
    int end = (int) Math.max(0, Math.min(position - 1, size()));
    List<Message> found = new ArrayList<>(subList(Math.max(0, end - most), end));
    Collections.reverse(found);
    return Collections.unmodifiableList(found);
  }

  /** Those that are stored as this thread's. */
  List<Message> own() {
    return Collections.unmodifiableList(own);
  }

  /** Puts {@code changed} in the place of a message that is read here, in the log whose it is. */
  void replace(Message changed) {
    if (changed.threadId().equals(thread)) {
      own.set(Math.toIntExact(changed.position() - 1 - ownFrom), changed);
    } else {
      sources().stream()
          .filter(log -> log.thread.equals(changed.threadId()))
          .forEach(log -> log.replace(changed));
    }
  }

  /** A message as it is read here; null if it is not, whichever thread's it is. */
  @Nullable Message find(Message message) {
    if (message.threadId().equals(thread)) {
      return message;
    }
    boolean reads =
        shared.stream()
            .anyMatch(
                part ->
                    part.log().thread.equals(message.threadId())
                        && message.position() <= part.last());
    return reads ? inThis(message) : null;
  }

  ThreadId thread() {
    return thread;
  }

  /** Whether its thread is gone, and forks read what is left. */
  boolean isKept() {
    return left && !own.isEmpty();
  }

  /** Those that it reads. */
  List<HeldLog> sources() {
    return shared.stream().map(Shared::log).toList();
  }

  /** Forks that read the message at this position, which is own here. */
  List<ThreadId> readers(long position) {
    return readers.entrySet().stream()
        .filter(reader -> reader.getValue() >= position)
        .map(Map.Entry::getKey)
        .sorted(Comparator.comparing(ThreadId::value))
        .toList();
  }

  /**
   * Makes it a thread's log again, if {@code fork} begins with all that is left of it and that ends
   * at {@code last}.
   *
   * @return whether it is one now
   */
  boolean comeBack(HeldLog fork, long last) {
    if (size() != last || fork.shared.stream().noneMatch(part -> part.is(this, last))) {
      return false;
    }
    left = false;
    for (Shared part : fork.shared) {
      if (part.last() <= ownFrom) {
        share(part.log(), part.last());
      }
    }
    return true;
  }

  /** Whether messages are read here that are {@code other}'s own. */
  boolean reads(ThreadId other) {
    return shared.stream().anyMatch(part -> part.log().thread.equals(other));
  }

  /**
   * Lets go of what nobody else reads, since its thread is gone.
   *
   * @return the messages that are gone with it, of whichever thread they were
   */
  List<Message> leave() {
    left = true;
    List<Message> gone = new ArrayList<>();
    for (Shared part : shared) {
      part.log().readers.remove(thread);
      part.log().letGo(gone);
    }
    shared.clear();
    letGo(gone);
    return gone;
  }

  private void letGo(List<Message> gone) {
    if (left) {
      long read = readers.values().stream().mapToLong(Long::longValue).max().orElse(ownFrom);
      List<Message> unread = own.subList((int) read - ownFrom, own.size());
      gone.addAll(unread);
      unread.clear();
    }
  }

  private Message inThis(Message message) {
    return new Message(thread, message.position(), message.draft());
  }
}
