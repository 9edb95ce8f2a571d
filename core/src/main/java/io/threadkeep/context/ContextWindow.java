package io.threadkeep.context;

import io.threadkeep.message.Message;
import java.util.List;

/**
 * The messages of one model call, in order, and the account of how they were chosen. Made by {@link
 * WindowBuilder} alone.
 */
public record ContextWindow(List<Message> messages, WindowManifest manifest) {
  public ContextWindow {
    messages = List.copyOf(messages);
  }
}
