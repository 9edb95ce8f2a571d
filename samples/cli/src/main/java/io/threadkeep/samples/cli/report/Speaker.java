package io.threadkeep.samples.cli.report;

import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.tool.ToolDefinition;
import java.util.List;

/**
 * Who answers: as much of an assistant as decides what its calls take and cost.
 *
 * @param model by whose price calls are billed
 */
public record Speaker(String model, String instructions, List<ToolDefinition> tools) {
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
