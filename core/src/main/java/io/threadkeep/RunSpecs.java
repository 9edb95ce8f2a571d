package io.threadkeep;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.context.ContextPolicy;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.run.RunSpec;
import io.threadkeep.tool.ToolChoice;
import io.threadkeep.tool.ToolDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run is to do: what its assistant does, but for what its request has otherwise. */
final class RunSpecs {
  private final Desk desk;

  RunSpecs(Desk desk) {
    this.desk = desk;
  }

  RunSpec of(Assistant assistant, RunRequest request) {
    NewAssistant definition = assistant.definition();
    RunOverrides overrides = request.overrides();
    String instructions =
        overrides.instructions() == null ? definition.instructions() : overrides.instructions();
    String more = overrides.additionalInstructions();
    List<ToolDefinition> tools = overrides.tools() == null ? definition.tools() : overrides.tools();
    return new RunSpec(
        assistant.id(),
        more == null ? instructions : instructions.isEmpty() ? more : instructions + "\n\n" + more,
        overrides.settings().over(definition.settings()),
        tools,
        choice(overrides.toolChoice(), tools),
        context(definition, overrides),
        request.metadata(),
        overrides.budget());
  }

  private static ToolChoice choice(@Nullable ToolChoice asked, List<ToolDefinition> tools) {
    if (asked instanceof ToolChoice.Named named
        && tools.stream().noneMatch(tool -> tool.name().equals(named.name()))) {
      throw new InvalidInputException(
          "tool_choice", "the name of one of the run's tools", "'" + named.name() + "'");
    }
    if (asked instanceof ToolChoice.Required && tools.isEmpty()) {
      throw new InvalidInputException(
          "tool_choice", "none or auto for a run that has no tools", "required");
    }
    return asked == null ? new ToolChoice.Auto() : asked;
  }

  /** The run's own, or else the assistant's, or else that of the options. */
  private String context(NewAssistant definition, RunOverrides overrides) {
    ContextPolicy asked = overrides.context();
    if (asked != null) {
      return desk.policies().check(asked).spec();
    }
    String assistants = definition.context();
    return assistants == null ? desk.limits().context().spec() : assistants;
  }
}
