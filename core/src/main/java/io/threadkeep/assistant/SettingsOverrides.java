package io.threadkeep.assistant;

import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import org.jspecify.annotations.Nullable;

/**
 * What one run changes of its assistant's {@link ModelSettings}; null leaves a value as it is.
 *
 * @param temperature 0 to 2
 * @param topP 0 to 1
 * @param reasoningEffort as the provider names it, such as {@code low}
 * @param parallelToolCalls whether one answer may ask for several tools
 */
public record SettingsOverrides(
    @Nullable String model,
    @Nullable Double temperature,
    @Nullable Double topP,
    @Nullable String reasoningEffort,
    @Nullable ResponseFormat responseFormat,
    @Nullable Boolean parallelToolCalls) {
  public static final SettingsOverrides NONE =
      new SettingsOverrides(null, null, null, null, null, null);

  public SettingsOverrides {
    if (model != null) {
      Checks.requiredText("model", model, Limits.MODEL);
    }
    Checks.optionalRange("temperature", temperature, 0, 2);
    Checks.optionalRange("top_p", topP, 0, 1);
    Checks.optionalText("reasoning_effort", reasoningEffort, Limits.TOOL_NAME);
  }

  public SettingsOverrides model(@Nullable String newModel) {
    return new SettingsOverrides(
        newModel, temperature, topP, reasoningEffort, responseFormat, parallelToolCalls);
  }

  /** The assistant's settings with these in their place. */
  public ModelSettings over(ModelSettings assistants) {
    return new ModelSettings(
        model == null ? assistants.model() : model,
        temperature == null ? assistants.temperature() : temperature,
        topP == null ? assistants.topP() : topP,
        reasoningEffort == null ? assistants.reasoningEffort() : reasoningEffort,
        responseFormat == null ? assistants.responseFormat() : responseFormat,
        assistants.maxCompletionTokens(),
        parallelToolCalls == null ? assistants.parallelToolCalls() : parallelToolCalls);
  }
}
