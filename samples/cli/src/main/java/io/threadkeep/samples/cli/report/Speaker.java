package io.threadkeep.samples.cli.report;

import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.tool.ToolDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who answers: as much of an assistant as decides what its calls take and cost.
 *
 * @param model by whose price calls are billed; null if nobody knows
 */
public record Speaker(@Nullable String model, String instructions, List<ToolDefinition> tools) {
  /** Of whom nobody knows what it was, nor what it was told. */
  public static final Speaker UNKNOWN = new Speaker(null, "", List.of());

  public Speaker {
    tools = List.copyOf(tools);
  }

  public static Speaker of(NewAssistant assistant) {
    return new Speaker(assistant.settings().model(), assistant.instructions(), assistant.tools());
  }

  public Speaker withModel(String newModel) {
    return new Speaker(newModel, instructions, tools);
  }
}
