package io.threadkeep.context;

import io.threadkeep.limit.Text;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Cuts tool outputs to {@code longest} characters for a window, with a marker that says so to the
 * model.
 */
record ToolOutputShortener(int longest, PromptSizes sizes) {
  /** Below this length a tool output says nothing any more. */
  private static final int SHORTEST_OUTPUT = 64;

  private static final int LONGEST_OUTPUT = 1 << 20;

  /** All there are, that which cuts least first. */
  static List<ToolOutputShortener> mildestFirst(PromptSizes sizes) {
    return IntStream.iterate(
            LONGEST_OUTPUT, length -> length >= SHORTEST_OUTPUT, length -> length / 2)
        .mapToObj(length -> new ToolOutputShortener(length, sizes))
        .toList();
  }

  boolean appliesTo(Message message) {
    return message.toolResults().stream().anyMatch(result -> result.output().length() > longest);
  }

  Message shorten(Message message) {
    if (!appliesTo(message)) {
      return message;
    }
    List<ContentPart> content = message.content().stream().map(this::shorten).toList();
    return message.shortened(content, sizes.message(content));
  }

  private ContentPart shorten(ContentPart part) {
    if (part instanceof ContentPart.ToolResult result && result.output().length() > longest) {
      String kept = Text.truncate(result.output(), longest);
      String marker =
          " [shortened: " + kept.length() + " of " + result.output().length() + " characters]";
      return new ContentPart.ToolResult(result.callId(), kept + marker, result.failed());
    }
    return part;
  }
}
