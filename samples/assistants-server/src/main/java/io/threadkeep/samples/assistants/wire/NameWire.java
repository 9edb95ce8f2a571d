package io.threadkeep.samples.assistants.wire;

import io.threadkeep.limit.Limits;
import java.util.regex.Pattern;

/** Names that a model is told, of tools and of formats. */
final class NameWire {
  private static final Pattern PATTERN = Pattern.compile("[a-zA-Z0-9_-]+");

  private NameWire() {}

  static String read(Value value) {
    String name = value.words(Limits.TOOL_NAME);
    if (!PATTERN.matcher(name).matches()) {
      throw value.invalid(
          "string does not match pattern. Expected a string that matches the pattern '^"
              + PATTERN
              + "$'.",
          "invalid_value");
    }
    return name;
  }
}
