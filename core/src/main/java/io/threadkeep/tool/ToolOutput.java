package io.threadkeep.tool;

import java.util.Objects;

/**
 * What the model reads as the answer to its call.
 *
 * @param text sanitised, and cut where it is longer than the options allow, before it is stored
 * @param failed whether {@code text} tells of an error instead
 */
public record ToolOutput(String text, boolean failed) {
  public ToolOutput {
    Objects.requireNonNull(text, "tool_output.text");
  }

  public static ToolOutput of(String text) {
    return new ToolOutput(text, false);
  }

  public static ToolOutput failed(String text) {
    return new ToolOutput(text, true);
  }
}
