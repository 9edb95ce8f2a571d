package io.threadkeep.transport;

import io.threadkeep.message.ContentPart;
import io.threadkeep.run.Usage;
import java.util.List;

/**
 * A model's whole answer.
 *
 * @param content text, refusal and tool calls, in the model's order; empty only if the answer was
 *     cut off before its first word
 * @param model the model that answered, as the provider names it
 */
public record ModelReply(
    List<ContentPart> content, FinishReason finish, Usage usage, String model) {
  public ModelReply {
    content = List.copyOf(content);
  }

  public boolean hasToolCalls() {
    return !toolCalls().isEmpty();
  }

  public List<ContentPart.ToolCall> toolCalls() {
    return content.stream()
        .filter(ContentPart.ToolCall.class::isInstance)
        .map(ContentPart.ToolCall.class::cast)
        .toList();
  }
}
