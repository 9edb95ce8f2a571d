package io.threadkeep.run;

import io.threadkeep.assistant.ModelSettings;
import io.threadkeep.context.ContextPolicies;
import io.threadkeep.id.AssistantId;
import io.threadkeep.internal.digest.Sha256;
import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.tool.ToolChoice;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.tool.ToolSite;
import java.util.List;
import java.util.Objects;

/**
 * All that a worker in any JVM needs to know to carry a run out, as it was when the run was
 * submitted.
 *
 * @param context the written form of the context policy
 * @param budget for all its model calls together
 */
public record RunSpec(
    AssistantId assistantId,
    String instructions,
    ModelSettings settings,
    List<ToolDefinition> tools,
    ToolChoice toolChoice,
    String context,
    Metadata metadata,
    RunBudget budget) {
  public RunSpec {
    Checks.text("instructions", instructions, Limits.INSTRUCTIONS);
    tools = List.copyOf(Checks.size("tools", tools, Limits.TOOLS));
    // Rows of earlier versions lack it.
    budget = Objects.requireNonNullElse(budget, RunBudget.NONE);
  }

  /** Without a budget. */
  public RunSpec(
      AssistantId assistantId,
      String instructions,
      ModelSettings settings,
      List<ToolDefinition> tools,
      ToolChoice toolChoice,
      String context,
      Metadata metadata) {
    this(assistantId, instructions, settings, tools, toolChoice, context, metadata, RunBudget.NONE);
  }

  public RunSpec withMetadata(Metadata newMetadata) {
    return new RunSpec(
        assistantId, instructions, settings, tools, toolChoice, context, newMetadata, budget);
  }

  /**
   * Stands for what a worker must have to carry the run out: its tools, by their names, and a
   * context policy of the host's own; empty if it needs neither. Of 64 characters at most.
   */
  public String needs() {
    // A name holds neither space nor line break.
    String tools = String.join(" ", workersTools());
    String needed = ContextPolicies.builtIn().reads(context) ? tools : tools + "\n" + context;
    return needed.isEmpty() ? "" : Sha256.hex(needed);
  }

  /** The names of the tools that workers carry out, each once, in order. */
  public List<String> workersTools() {
    return tools.stream()
        .filter(tool -> tool.site() == ToolSite.WORKER)
        .map(ToolDefinition::name)
        .sorted()
        .distinct()
        .toList();
  }
}
