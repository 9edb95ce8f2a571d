package io.threadkeep.transfer;

import java.util.Comparator;

/**
 * Where a saved object is, and what decides its place; the object itself stays in its file.
 *
 * @param parent the thread's id; a step's run's; empty for assistants and threads
 * @param run of a message, or empty
 * @param created in seconds
 * @param ended whether its status will not change any more
 * @param number in the order of reading; of one that was read again, when it was first
 */
record SavedEntry(
    SavedKind kind,
    String id,
    String parent,
    String run,
    long created,
    boolean ended,
    long number,
    int file,
    long offset,
    int length) {
  static final Comparator<SavedEntry> ORDER =
      Comparator.comparingLong(SavedEntry::created)
          .thenComparingLong(SavedEntry::number)
          .thenComparing(SavedEntry::id);

  /** The list that it is of. */
  String list() {
    return kind + parent;
  }

  SavedEntry numbered(long newNumber) {
    return new SavedEntry(kind, id, parent, run, created, ended, newNumber, file, offset, length);
  }
}
