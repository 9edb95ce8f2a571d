package io.threadkeep.context;

import io.threadkeep.message.Message;
import io.threadkeep.message.Role;
import java.util.List;

/**
 * What enters a window as one: a message, or an assistant's message with tool calls followed by the
 * messages with all their results, in the order of their positions.
 */
public record MessageGroup(List<Message> messages) {
  public MessageGroup {
    messages = List.copyOf(messages);
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("A group holds at least one message.");
    }
  }

  /** Where the group stands in the log: at its first message. */
  public long position() {
    return messages.get(0).position();
  }

  /** Of all its messages together; {@link Integer#MAX_VALUE} if that is more. */
  public int tokens() {
    long tokens = 0;
    for (Message message : messages) {
      tokens += message.tokens();
    }
    return PromptSizes.saturated(tokens);
  }

  boolean isFromUser() {
    return messages.get(0).role() == Role.USER;
  }
}
