package io.threadkeep.internal.tool;

import java.util.List;

/**
 * Why arguments were not taken, in words for the model that wrote them.
 *
 * @param findings each with the place and the rule that is broken there, and without the value
 */
record Misfit(List<String> findings) {

  Misfit(String finding) {
    this(List.of(finding));
  }

  String explain(String tool) {
    return "Tool '"
        + tool
        + "' was not called, because its arguments do not fit:\n- "
        + String.join("\n- ", findings);
  }
}
