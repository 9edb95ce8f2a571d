package io.threadkeep.message;

import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import java.util.List;

/**
 * A file that goes with a message.
 *
 * @param tools the names of the hosted tools that may read it, such as {@code file_search}
 */
public record Attachment(String fileId, List<String> tools) {
  public Attachment {
    Checks.requiredText("attachment.file_id", fileId, Limits.FILE_ID);
    Checks.size("attachment.tools", tools, Limits.TOOLS);
    tools.forEach(tool -> Checks.requiredText("attachment.tools", tool, Limits.TOOL_NAME));
    tools = List.copyOf(tools);
  }
}
