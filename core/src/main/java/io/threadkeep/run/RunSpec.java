package io.threadkeep.run;

import io.threadkeep.assistant.ModelSettings;
import io.threadkeep.id.AssistantId;
import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.tool.ToolChoice;
import io.threadkeep.tool.ToolDefinition;
import java.util.List;

/**
 * All that a worker in any JVM needs to know to carry a run out, as it was when the run was
 * submitted.
 *
 * @param context the written form of the context policy
 */
public record RunSpec(
    AssistantId assistantId,
    String instructions,
    ModelSettings settings,
    List<ToolDefinition> tools,
    ToolChoice toolChoice,
    String context,
    Metadata metadata) {
  public RunSpec {
    Checks.text("instructions", instructions, Limits.INSTRUCTIONS);
    tools = List.copyOf(Checks.size("tools", tools, Limits.TOOLS));
  }
}
