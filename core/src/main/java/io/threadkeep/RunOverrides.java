package io.threadkeep;

import io.threadkeep.assistant.SettingsOverrides;
import io.threadkeep.context.ContextPolicy;
import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import io.threadkeep.run.RunBudget;
import io.threadkeep.tool.ToolChoice;
import io.threadkeep.tool.ToolDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one run does differently from its assistant; null leaves it as it is.
 *
 * @param instructions in the place of the assistant's
 * @param additionalInstructions behind them
 * @param tools in the place of the assistant's
 * @param toolChoice for the run's first model call; the model decides in those that follow
 * @param budget for all model calls of the run together
 */
public record RunOverrides(
    SettingsOverrides settings,
    @Nullable String instructions,
    @Nullable String additionalInstructions,
    @Nullable List<ToolDefinition> tools,
    @Nullable ToolChoice toolChoice,
    @Nullable ContextPolicy context,
    RunBudget budget) {
  public static final RunOverrides NONE =
      new RunOverrides(SettingsOverrides.NONE, null, null, null, null, null, RunBudget.NONE);

  public RunOverrides {
    Checks.optionalText("instructions", instructions, Limits.INSTRUCTIONS);
    Checks.optionalText("additional_instructions", additionalInstructions, Limits.INSTRUCTIONS);
    tools = tools == null ? null : ToolDefinition.distinct(tools);
  }

  public RunOverrides settings(SettingsOverrides newSettings) {
    return new RunOverrides(
        newSettings, instructions, additionalInstructions, tools, toolChoice, context, budget);
  }

  public RunOverrides instructions(@Nullable String newInstructions) {
    return new RunOverrides(
        settings, newInstructions, additionalInstructions, tools, toolChoice, context, budget);
  }

  public RunOverrides additionalInstructions(@Nullable String more) {
    return new RunOverrides(settings, instructions, more, tools, toolChoice, context, budget);
  }

  public RunOverrides tools(@Nullable List<ToolDefinition> newTools) {
    return new RunOverrides(
        settings, instructions, additionalInstructions, newTools, toolChoice, context, budget);
  }

  public RunOverrides toolChoice(@Nullable ToolChoice newChoice) {
    return new RunOverrides(
        settings, instructions, additionalInstructions, tools, newChoice, context, budget);
  }

  public RunOverrides context(@Nullable ContextPolicy newContext) {
    return new RunOverrides(
        settings, instructions, additionalInstructions, tools, toolChoice, newContext, budget);
  }

  public RunOverrides budget(RunBudget newBudget) {
    return new RunOverrides(
        settings, instructions, additionalInstructions, tools, toolChoice, context, newBudget);
  }
}
