package io.threadkeep.transport.fake.cassette;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Numbers the ids of tool calls in the order in which they are first seen. */
final class CallNumbers {
  private static final Pattern WRITTEN = Pattern.compile(PartForm.CALL_ID + ": (call_\\d+)");

  private final Map<String, String> names = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private int last;

  /** Leaves the ids of a recorded interaction as they are: they were numbered before. */
  void keepThoseOf(String source) {
    WRITTEN
        .matcher(source)
        .results()
        .map(match -> match.group(1))
        .filter(taken::add)
        .forEach(id -> names.put(id, id));
  }

  String name(String id) {
    return names.computeIfAbsent(id, unseen -> next());
  }

  private String next() {
    String name;
    do {
      name = "call_" + ++last;
    } while (!taken.add(name));
    return name;
  }
}
