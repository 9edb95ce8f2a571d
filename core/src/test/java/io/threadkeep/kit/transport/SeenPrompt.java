package io.threadkeep.kit.transport;

import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.message.Role;
import io.threadkeep.transport.ModelRequest;
import java.util.List;

/**
 * A prompt as it reached the provider.
 *
 * @param instructions the system prompt; empty for none
 * @param parts of all messages, in order; without annotations, which no provider takes
 */
public record SeenPrompt(String instructions, List<SeenPart> parts, List<String> tools) {
  public SeenPrompt {
    parts = List.copyOf(parts);
    tools = List.copyOf(tools);
  }

  /** A part, and who says it. Whether a tool failed is not told to providers. */
  public record SeenPart(Role role, ContentPart part) {}

  /** How {@code request} has to look. */
  public static SeenPrompt of(ModelRequest request) {
    return new SeenPrompt(
        request.instructions(),
        request.messages().stream()
            .flatMap(m -> m.content().stream().map(p -> seen(m, p)))
            .toList(),
        request.tools().stream().map(tool -> tool.name()).toList());
  }

  private static SeenPart seen(Message message, ContentPart part) {
    if (part instanceof ContentPart.Text text) {
      return new SeenPart(message.role(), new ContentPart.Text(text.text()));
    } else if (part instanceof ContentPart.ToolResult result) {
      return new SeenPart(
          message.role(), new ContentPart.ToolResult(result.callId(), result.output(), false));
    }
    return new SeenPart(message.role(), part);
  }
}
