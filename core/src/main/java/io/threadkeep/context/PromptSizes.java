package io.threadkeep.context;

import io.threadkeep.message.ContentPart;
import io.threadkeep.tool.ToolDefinition;
import java.util.List;

/** Adds up what messages, instructions and tools take in a prompt. */
public final class PromptSizes {
  /** Role and separators around each message, as OpenAI counts them for its chat models. */
  private static final int MESSAGE_OVERHEAD = 4;

  /** A low-detail image of OpenAI's vision models; a high-detail one takes more. */
  private static final int IMAGE = 85;

  private final TokenCounter counter;

  public PromptSizes(TokenCounter counter) {
    this.counter = counter;
  }

  public int message(List<ContentPart> content) {
    boolean isGone = content.size() == 1 && content.get(0) instanceof ContentPart.Withdrawn;
    // No prompt holds what says nothing more.
    long tokens = isGone ? 0 : MESSAGE_OVERHEAD;
    for (ContentPart part : content) {
      tokens += part(part);
    }
    return saturated(tokens);
  }

  /** What stands before the first message: instructions and tool descriptions. */
  public int preamble(String instructions, List<ToolDefinition> tools) {
    long tokens = instructions.isEmpty() ? 0 : MESSAGE_OVERHEAD + count(instructions);
    for (ToolDefinition tool : tools) {
      tokens += count(tool.name()) + count(tool.description()) + count(tool.parameters());
    }
    return saturated(tokens);
  }

  /** What no window can hold is as much as can be said; nothing gives tokens back. */
  static int saturated(long tokens) {
    return (int) Math.max(0, Math.min(tokens, Integer.MAX_VALUE));
  }

  private long count(String text) {
    return counter.count(text);
  }

  private long part(ContentPart part) {
    if (part instanceof ContentPart.Text text) {
      return count(text.text());
    } else if (part instanceof ContentPart.Refusal refusal) {
      return count(refusal.text());
    } else if (part instanceof ContentPart.ToolCall call) {
      return count(call.name()) + count(call.arguments());
    } else if (part instanceof ContentPart.ToolResult result) {
      return count(result.output());
    }
    return part instanceof ContentPart.Withdrawn ? 0 : IMAGE;
  }
}
