package io.threadkeep.internal.tool;

import io.threadkeep.limit.Text;
import io.threadkeep.tool.ToolOutput;

/** Makes what a tool has said fit to be stored and to be sent: clean text, and not too much. */
final class OutputText {
  private final int maxBytes;

  OutputText(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  ToolOutput fit(ToolOutput output) {
    return new ToolOutput(fit(output.text()), output.failed());
  }

  private String fit(String text) {
    // Each character is a byte at least: what is beyond need not be cleaned.
    String clean = Text.sanitise(Text.truncate(text, maxBytes + 1));
    if (clean.length() == text.length() && Text.utf8Length(clean) <= maxBytes) {
      return clean;
    }
    // Its own length does not depend on where the cut falls.
    String marker = "\n[Cut off here. The whole output had " + text.length() + " characters.]";
    return Text.truncateUtf8(clean, maxBytes - marker.length()) + marker;
  }
}
