package io.threadkeep.retention;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an erasure has come to, without a word of what was erased.
 *
 * @param digest SHA-256, in hexadecimal, of what was asked for
 * @param begunAt by the store's clock, as is the next
 * @param endedAt null while something is left
 * @param counts what was removed, by kind, in the order of their names: {@code threads}, {@code
 *     messages}, {@code runs}, {@code steps}, {@code events}, {@code tool_calls}, {@code keys},
 *     {@code metadata}, and whatever else a store keeps
 */
public record ErasureReceipt(
    Subject subject,
    String digest,
    Instant begunAt,
    @Nullable Instant endedAt,
    Map<String, Long> counts) {

  /** What was asked for. */
  public enum Subject {
    THREAD,
    USER,
    TENANT
  }

  public ErasureReceipt {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /** How many of a kind. */
  public long count(String kind) {
    return counts.getOrDefault(kind, 0L);
  }
}
