package io.threadkeep.store;

import io.threadkeep.context.Summary;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a summary was made of.
 *
 * @param before the summary that it goes on from, as it was read; null if there was none
 * @param said the messages that were added to that, next to each other and up to its end, newest
 *     first, as the log gave them
 */
public record SummaryBasis(@Nullable Summary before, List<Message> said) {
  public SummaryBasis {
    said = List.copyOf(said);
  }

  /** Whether {@code now} says the same, which stands in the place of the messages. */
  public boolean isSaidBy(List<Message> now) {
    return contents(said).equals(contents(now));
  }

  private static List<List<ContentPart>> contents(List<Message> messages) {
    return messages.stream().map(Message::content).toList();
  }
}
