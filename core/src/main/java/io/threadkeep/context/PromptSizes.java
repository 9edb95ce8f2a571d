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
    int tokens = MESSAGE_OVERHEAD;
    for (ContentPart part : content) {
      tokens += part(part);
    }
    return tokens;
  }

  /** What stands before the first message: instructions and tool descriptions. */
  public int preamble(String instructions, List<ToolDefinition> tools) {
    int tokens = instructions.isEmpty() ? 0 : MESSAGE_OVERHEAD + counter.count(instructions);
    for (ToolDefinition tool : tools) {
      tokens +=
          counter.count(tool.name())
              + counter.count(tool.description())
              + counter.count(tool.parameters());
    }
    return tokens;
  }

  private int part(ContentPart part) {
    if (part instanceof ContentPart.Text text) {
      return counter.count(text.text());
    } else if (part instanceof ContentPart.Refusal refusal) {
      return counter.count(refusal.text());
    } else if (part instanceof ContentPart.ToolCall call) {
      return counter.count(call.name()) + counter.count(call.arguments());
    } else if (part instanceof ContentPart.ToolResult result) {
      return counter.count(result.output());
    }
    return IMAGE;
  }
}
