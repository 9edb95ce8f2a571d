package io.threadkeep.store;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.id.ThreadId;
import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages of one log as they were, for {@link MessageLog#restore}: next to each other, at least
 * one, in order.
 *
 * @param activeAt when the thread was active last; null if this is what it is active with
 */
public record LogPart(List<Message> messages, @Nullable Instant activeAt) {
  public LogPart {
    messages = List.copyOf(Checks.size("messages", messages, Limits.BATCH));
    if (messages.isEmpty()) {
      throw new InvalidInputException("messages", "at least one message", "none");
    }
    Message first = messages.get(0);
    Checks.atLeast("position", first.position(), 1);
    long next = first.position();
    for (Message message : messages) {
      if (message.position() != next || !message.threadId().equals(first.threadId())) {
        throw new InvalidInputException(
            "messages",
            "messages of one thread, next to each other",
            "position " + message.position() + " in the place of " + next);
      }
      next++;
    }
  }

  /** With which its thread is active. */
  public LogPart(List<Message> messages) {
    this(messages, null);
  }

  public ThreadId threadId() {
    return messages.get(0).threadId();
  }

  /** The position of the oldest of them. */
  public long first() {
    return messages.get(0).position();
  }

  public List<MessageDraft> drafts() {
    return messages.stream().map(Message::draft).toList();
  }
}
