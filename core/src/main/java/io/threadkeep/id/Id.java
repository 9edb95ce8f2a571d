package io.threadkeep.id;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.limit.Text;

/** A typed id with the prefix and the alphabet of the Assistants API. */
public sealed interface Id permits ThreadId, MessageId, RunId, StepId, AssistantId {
  /** Characters after the prefix. */
  int LENGTH = 24;

  String value();

  /** Refuses {@code value} unless it is {@code prefix} and 24 of {@code [A-Za-z0-9]}. */
  static void check(String field, String prefix, String value) {
    boolean right = value.length() == prefix.length() + LENGTH && value.startsWith(prefix);
    for (int i = prefix.length(); right && i < value.length(); i++) {
      char c = value.charAt(i);
      right = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
    if (!right) {
      throw new InvalidInputException(
          field,
          "an id that begins with '" + prefix + "', followed by " + LENGTH + " letters or digits",
          "'" + Text.truncate(Text.sanitise(value), 64) + "'");
    }
  }
}
