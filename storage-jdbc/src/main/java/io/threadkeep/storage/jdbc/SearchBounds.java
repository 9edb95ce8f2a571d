package io.threadkeep.storage.jdbc;

/**
 * How much one call of a search does at most.
 *
 * @param batch messages in memory, and in one transaction
 * @param mostNoted messages whose words are noted before a page
 * @param mostLookedAt candidates for one page
 */
record SearchBounds(int batch, int mostNoted, int mostLookedAt) {
  static final SearchBounds DEFAULT = new SearchBounds(100, 2_000, 5_000);
}
