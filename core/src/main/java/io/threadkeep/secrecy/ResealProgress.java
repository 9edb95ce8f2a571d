package io.threadkeep.secrecy;

import java.util.Map;

/**
 * How far {@link Encryption#reseal} has come; at its end, what came of it.
 *
 * @param table which it is at
 * @param read rows that it has looked at, in all tables
 * @param resealed rows that it has stored anew
 * @param unreadable rows that it has left as they are, since it could not read them, or had no key
 *     for them; the log says why
 * @param failed the same by tenant, of the first thousand tenants that had any
 */
public record ResealProgress(
    String table, long read, long resealed, long unreadable, Map<String, Long> failed) {
  public ResealProgress {
    failed = Map.copyOf(failed);
  }
}
