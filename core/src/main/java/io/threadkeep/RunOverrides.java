package io.threadkeep;

import io.threadkeep.context.ContextPolicy;
import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import io.threadkeep.run.RunBudget;
import org.jspecify.annotations.Nullable;

/**
 * What one run does differently from its assistant; null leaves it as it is.
 *
 * @param budget for all model calls of the run together
 */
public record RunOverrides(
    @Nullable String model,
    @Nullable String instructions,
    @Nullable String additionalInstructions,
    @Nullable ContextPolicy context,
    RunBudget budget) {
  public static final RunOverrides NONE = new RunOverrides(null, null, null, null);

  public RunOverrides {
    Checks.optionalText("model", model, Limits.MODEL);
    Checks.optionalText("instructions", instructions, Limits.INSTRUCTIONS);
    Checks.optionalText("additional_instructions", additionalInstructions, Limits.INSTRUCTIONS);
  }

  /** Without a budget. */
  public RunOverrides(
      @Nullable String model,
      @Nullable String instructions,
      @Nullable String additionalInstructions,
      @Nullable ContextPolicy context) {
    this(model, instructions, additionalInstructions, context, RunBudget.NONE);
  }
}
