package io.threadkeep.storage.jdbc;

/**
 * A guarded update hit nothing, because somebody else was quicker than what was read before it.
 * Never leaves {@link Transactions}, which begins again.
 */
final class RacedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RacedException() {
    super("somebody else was quicker", null, false, false);
  }
}
