package io.threadkeep.internal.engine;

import io.threadkeep.message.ContentPart;
import java.util.List;

/**
 * What an action had done when it was broken off.
 *
 * @param said by the model up to then
 * @param results of the tool calls that had ended by then
 */
record Remains(List<ContentPart> said, List<ContentPart.ToolResult> results) {
  static final Remains NONE = new Remains(List.of(), List.of());

  static Remains said(List<ContentPart> parts) {
    return new Remains(parts, List.of());
  }

  static Remains results(List<ContentPart.ToolResult> results) {
    return new Remains(List.of(), results);
  }
}
