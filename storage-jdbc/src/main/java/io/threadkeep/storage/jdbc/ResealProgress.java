package io.threadkeep.storage.jdbc;

/**
 * How far {@link Encryption#reseal} has come; at its end, what came of it.
 *
 * @param table which it is at
 * @param read rows that it has looked at, in all tables
 * @param resealed rows that it has sealed anew
 * @param unreadable rows that it has left as they are, since it could not read them, or had no key
 *     for them; the log says why
 */
public record ResealProgress(String table, long read, long resealed, long unreadable) {

  ResealProgress at(String newTable) {
    return new ResealProgress(newTable, read, resealed, unreadable);
  }

  ResealProgress plus(long moreRead, long moreResealed, long moreUnreadable) {
    return new ResealProgress(
        table, read + moreRead, resealed + moreResealed, unreadable + moreUnreadable);
  }
}
