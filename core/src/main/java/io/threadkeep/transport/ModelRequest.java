package io.threadkeep.transport;

import io.threadkeep.assistant.ModelSettings;
import io.threadkeep.message.Message;
import io.threadkeep.tool.ToolChoice;
import io.threadkeep.tool.ToolDefinition;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a model is shown.
 *
 * @param instructions the system prompt, to the letter; empty for none
 * @param messages the window, oldest first; every tool call in it has its result
 * @param timeout for the whole call
 * @param cacheKey the same for calls whose prompts begin alike, so that a provider can send them to
 *     where that beginning is cached; at most 64 characters, and nothing can be read from it
 */
public record ModelRequest(
    ModelSettings settings,
    String instructions,
    List<Message> messages,
    List<ToolDefinition> tools,
    ToolChoice toolChoice,
    Duration timeout,
    @Nullable String cacheKey) {
  public ModelRequest {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
  }

  /** Without a cache key. */
  public ModelRequest(
      ModelSettings settings,
      String instructions,
      List<Message> messages,
      List<ToolDefinition> tools,
      ToolChoice toolChoice,
      Duration timeout) {
    this(settings, instructions, messages, tools, toolChoice, timeout, null);
  }
}
