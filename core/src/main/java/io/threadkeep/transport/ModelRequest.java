package io.threadkeep.transport;

import io.threadkeep.assistant.ModelSettings;
import io.threadkeep.message.Message;
import io.threadkeep.tool.ToolChoice;
import io.threadkeep.tool.ToolDefinition;
import java.time.Duration;
import java.util.List;

/**
 * Everything that a model is shown.
 *
 * @param instructions the system prompt, to the letter; empty for none
 * @param messages the window, oldest first; every tool call in it has its result
 * @param timeout for the whole call
 */
public record ModelRequest(
    ModelSettings settings,
    String instructions,
    List<Message> messages,
    List<ToolDefinition> tools,
    ToolChoice toolChoice,
    Duration timeout) {
  public ModelRequest {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
  }
}
