package io.threadkeep.transport.fake.assertion;

import io.threadkeep.limit.Text;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import java.util.Locale;
import java.util.stream.Collectors;

/** A call, a line for each message, as much of it as can be read. */
final class CallDescription {
  private static final int SHOWN = 300;

  private CallDescription() {}

  static String of(SeenCall call) {
    StringBuilder text = new StringBuilder("Call " + call.number() + " to " + call.model() + ":");
    if (!call.instructions().isEmpty()) {
      text.append("\n  system: ").append(quoted(call.instructions()));
    }
    for (Message message : call.request().messages()) {
      text.append("\n  ")
          .append(message.position())
          .append(' ')
          .append(message.role().name().toLowerCase(Locale.ROOT))
          .append(": ")
          .append(
              message.content().stream()
                  .map(CallDescription::of)
                  .collect(Collectors.joining(", ")));
    }
    if (!call.tools().isEmpty()) {
      text.append("\n  tools: ").append(String.join(", ", call.tools()));
    }
    return text.toString();
  }

  private static String of(ContentPart part) {
    if (part instanceof ContentPart.Text text) {
      return quoted(text.text());
    } else if (part instanceof ContentPart.Refusal refusal) {
      return "refuses " + quoted(refusal.text());
    } else if (part instanceof ContentPart.ToolCall call) {
      return call.callId() + " calls " + call.name() + "(" + shortened(call.arguments()) + ")";
    } else if (part instanceof ContentPart.ToolResult result) {
      return result.callId()
          + (result.failed() ? " failed with " : " gave ")
          + quoted(result.output());
    }
    return part.toString();
  }

  private static String quoted(String text) {
    return '"' + shortened(text) + '"';
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN ? text : Text.truncate(text, SHOWN) + "…";
  }
}
