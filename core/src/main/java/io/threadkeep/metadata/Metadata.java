package io.threadkeep.metadata;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * At most 16 pairs of text, keys up to 64 characters, values up to 512; keeps the order of
 * insertion.
 */
public record Metadata(Map<String, String> pairs) {
  public static final Metadata EMPTY = new Metadata(Map.of());

  public Metadata {
    if (pairs.size() > Limits.METADATA_PAIRS) {
      throw new InvalidInputException(
          "metadata", "at most " + Limits.METADATA_PAIRS + " pairs", pairs.size() + " pairs");
    }
    pairs.forEach(
        (key, value) -> {
          Checks.requiredText("metadata key", key, Limits.METADATA_KEY);
          Checks.text("metadata." + key, value, Limits.METADATA_VALUE);
        });
    pairs = Collections.unmodifiableMap(new LinkedHashMap<>(pairs));
  }

  public static Metadata of(String key, String value) {
    return EMPTY.with(key, value);
  }

  public Metadata with(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(pairs);
    more.put(key, value);
    return new Metadata(more);
  }

  public @Nullable String get(String key) {
    return pairs.get(key);
  }

  public boolean isEmpty() {
    return pairs.isEmpty();
  }

  /** Whether every pair of {@code other} is here, value for value. */
  public boolean containsAll(Metadata other) {
    return pairs.entrySet().containsAll(other.pairs.entrySet());
  }
}
