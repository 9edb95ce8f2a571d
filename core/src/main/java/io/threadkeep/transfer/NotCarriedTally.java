package io.threadkeep.transfer;

import io.threadkeep.limit.Text;
import io.threadkeep.transfer.NotCarried.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what does not come over. */
final class NotCarriedTally {
  private static final int ID = 200;

  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private final Map<Kind, List<String>> ids = new EnumMap<>(Kind.class);

  void add(Kind kind, String id) {
    counts.merge(kind, 1L, Long::sum);
    List<String> first = ids.computeIfAbsent(kind, none -> new ArrayList<>());
    if (first.size() < NotCarried.MOST_IDS) {
      first.add(Text.truncate(Text.sanitise(id), ID));
    }
  }

  List<NotCarried> all() {
    return counts.entrySet().stream()
        .map(
            each ->
                new NotCarried(
                    each.getKey(), each.getValue(), ids.getOrDefault(each.getKey(), List.of())))
        .toList();
  }
}
