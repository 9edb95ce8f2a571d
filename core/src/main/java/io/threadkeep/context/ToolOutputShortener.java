package io.threadkeep.context;

import io.threadkeep.limit.Text;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import java.util.List;

/**
 * Cuts tool outputs to {@code longest} characters for a window, with a marker that says so to the
 * model.
 */
record ToolOutputShortener(int longest, PromptSizes sizes) {

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
