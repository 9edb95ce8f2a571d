package io.threadkeep.samples.cli;

import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How a message is printed. */
final class MessageText {
  private static final String INDENT = "  ";

  private MessageText() {}

  static void print(Message message, Output output) {
    if (output.isJson()) {
      output.json(json(message));
      return;
    }
    String run = message.origin().runId() == null ? "" : ", " + message.origin().runId();
    output.line(head(message) + ", " + message.createdAt() + run);
    for (ContentPart part : message.content()) {
      output.line(INDENT + text(part).replace("\n", "\n" + INDENT));
    }
  }

  /** Where it stands, and who says it. */
  static String head(Message message) {
    return "#" + message.position() + " " + message.role().name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> json(Message message) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("thread", message.threadId());
    fields.put("position", message.position());
    fields.put("message", message.draft());
    return fields;
  }

  private static String text(ContentPart part) {
    if (part instanceof ContentPart.Text text) {
      return text.text();
    } else if (part instanceof ContentPart.Refusal refusal) {
      return "(refused) " + refusal.text();
    } else if (part instanceof ContentPart.ToolCall call) {
      return "-> " + call.callId() + " " + call.name() + " " + call.arguments();
    } else if (part instanceof ContentPart.ToolResult result) {
      return "<- " + result.callId() + " " + result.output().stripTrailing();
    } else if (part instanceof ContentPart.ImageUrl image) {
      return "(image) " + image.url();
    } else if (part instanceof ContentPart.ImageFile image) {
      return "(image) " + image.fileId();
    } else if (part instanceof ContentPart.Withdrawn) {
      return "(withdrawn)";
    }
    return "(" + part.getClass().getSimpleName() + ")";
  }
}
