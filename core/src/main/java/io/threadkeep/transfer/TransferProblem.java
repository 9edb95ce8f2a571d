package io.threadkeep.transfer;

import org.jspecify.annotations.Nullable;

/**
 * What of a file was not taken over.
 *
 * @param line from 1; where several files are read, of the one that {@code what} names
 * @param id of the thread, or of whatever it is about; null if it is about the file
 * @param what was tried, found, and can be done; never content
 */
public record TransferProblem(Kind kind, long line, @Nullable String id, String what) {

  /** What can go wrong. */
  public enum Kind {
    /** Something else has the id, or the thread went on differently here. Nothing was changed. */
    CONFLICT,
    /** The thread is another user's than the one the import is made for. */
    NOT_YOURS,
    /** The file is not as it was written. What it confirmed before stays stored. */
    DAMAGED,
    /** What is here has changed since, as it may; it stays as it is here. */
    KEPT
  }
}
