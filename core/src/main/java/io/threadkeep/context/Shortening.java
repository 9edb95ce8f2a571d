package io.threadkeep.context;

import io.threadkeep.message.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which tool outputs of a window were shortened, all to one length. */
final class Shortening {
  private final PromptSizes sizes;
  private final List<Long> positions = new ArrayList<>();
  private @Nullable Integer longest;

  Shortening(PromptSizes sizes) {
    this.sizes = sizes;
  }

  /**
   * The groups with their outputs shortened as little as it takes to save so many tokens; as they
   * are, if that cannot be.
   */
  List<MessageGroup> saving(long tokens, Collection<MessageGroup> groups) {
    // Twice would lose sight of the first time.
    if (longest == null) {
      for (ToolOutputShortener shortener : ToolOutputShortener.mildestFirst(sizes)) {
        if (saved(shortener, groups) >= tokens) {
          longest = shortener.longest();
          return groups.stream().map(group -> shortened(shortener, group)).toList();
        }
      }
    }
    return List.copyOf(groups);
  }

  private static long saved(ToolOutputShortener shortener, Collection<MessageGroup> groups) {
    return groups.stream()
        .flatMap(group -> group.messages().stream())
        .mapToLong(message -> (long) message.tokens() - shortener.shorten(message).tokens())
        .sum();
  }

  private MessageGroup shortened(ToolOutputShortener shortener, MessageGroup group) {
    group.messages().stream()
        .filter(shortener::appliesTo)
        .map(Message::position)
        .forEach(positions::add);
    return new MessageGroup(group.messages().stream().map(shortener::shorten).toList());
  }

  /** Of the messages that are shown with shortened outputs. */
  List<Long> positions() {
    return positions;
  }

  /** To how many characters; null if none was shortened. */
  @Nullable Integer longest() {
    return longest;
  }
}
