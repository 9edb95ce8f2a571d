package io.threadkeep;

import io.threadkeep.context.ContextPolicies;
import io.threadkeep.context.ContextPolicy;
import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import org.jspecify.annotations.Nullable;

/** What one run does differently from its assistant; null leaves it as it is. */
public record RunOverrides(
    @Nullable String model,
    @Nullable String instructions,
    @Nullable String additionalInstructions,
    @Nullable ContextPolicy context) {
  public static final RunOverrides NONE = new RunOverrides(null, null, null, null);

  public RunOverrides {
    Checks.optionalText("model", model, Limits.MODEL);
    Checks.optionalText("instructions", instructions, Limits.INSTRUCTIONS);
    Checks.optionalText("additional_instructions", additionalInstructions, Limits.INSTRUCTIONS);
    if (context != null) {
      ContextPolicies.check(context);
    }
  }
}
