package io.threadkeep.transport.openai;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Takes secrets out of what a provider says. */
final class Redaction {
  private static final String NOT_SHOWN = "(not shown)";

  /** Shorter ones are words that stand everywhere, such as a flag in a header. */
  private static final int SHORTEST_HEADER = 8;

  /** Longest first, so that none leaves its end behind. */
  private final List<String> secrets;

  Redaction(String key, Collection<String> headers) {
    List<String> all = new ArrayList<>();
    headers.stream().filter(value -> value.length() >= SHORTEST_HEADER).forEach(all::add);
    if (!key.isEmpty()) {
      all.add(key);
    }
    all.sort(Comparator.comparingInt(String::length).reversed());
    secrets = List.copyOf(all);
  }

  String of(String words) {
    String safe = words;
    for (String secret : secrets) {
      safe = safe.replace(secret, NOT_SHOWN);
    }
    return safe;
  }
}
