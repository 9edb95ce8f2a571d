package io.threadkeep.assistant;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import org.jspecify.annotations.Nullable;

/**
 * Which model, and how it is to answer. Null leaves a value to the provider.
 *
 * @param temperature 0 to 2
 * @param topP 0 to 1
 * @param reasoningEffort as the provider names it, such as {@code low}
 * @param maxCompletionTokens for one model call, at least 1
 * @param parallelToolCalls whether one answer may ask for several tools
 */
public record ModelSettings(
    String model,
    @Nullable Double temperature,
    @Nullable Double topP,
    @Nullable String reasoningEffort,
    ResponseFormat responseFormat,
    @Nullable Integer maxCompletionTokens,
    @Nullable Boolean parallelToolCalls) {
  public ModelSettings {
    Checks.requiredText("model", model, Limits.MODEL);
    Checks.optionalRange("temperature", temperature, 0, 2);
    Checks.optionalRange("top_p", topP, 0, 1);
    Checks.optionalText("reasoning_effort", reasoningEffort, Limits.TOOL_NAME);
    if (maxCompletionTokens != null && maxCompletionTokens < 1) {
      throw new InvalidInputException(
          "max_completion_tokens", "at least 1", String.valueOf(maxCompletionTokens));
    }
  }

  /** With as many tool calls at once as the provider allows. */
  public ModelSettings(
      String model,
      @Nullable Double temperature,
      @Nullable Double topP,
      @Nullable String reasoningEffort,
      ResponseFormat responseFormat,
      @Nullable Integer maxCompletionTokens) {
    this(model, temperature, topP, reasoningEffort, responseFormat, maxCompletionTokens, null);
  }

  public static ModelSettings of(String model) {
    return new ModelSettings(model, null, null, null, new ResponseFormat.Auto(), null);
  }

  public ModelSettings withModel(String newModel) {
    return new ModelSettings(
        newModel,
        temperature,
        topP,
        reasoningEffort,
        responseFormat,
        maxCompletionTokens,
        parallelToolCalls);
  }

  public ModelSettings withTemperature(@Nullable Double newTemperature) {
    return new ModelSettings(
        model,
        newTemperature,
        topP,
        reasoningEffort,
        responseFormat,
        maxCompletionTokens,
        parallelToolCalls);
  }

  public ModelSettings withTopP(@Nullable Double newTopP) {
    return new ModelSettings(
        model,
        temperature,
        newTopP,
        reasoningEffort,
        responseFormat,
        maxCompletionTokens,
        parallelToolCalls);
  }

  public ModelSettings withReasoningEffort(@Nullable String newEffort) {
    return new ModelSettings(
        model,
        temperature,
        topP,
        newEffort,
        responseFormat,
        maxCompletionTokens,
        parallelToolCalls);
  }

  public ModelSettings withResponseFormat(ResponseFormat newFormat) {
    return new ModelSettings(
        model,
        temperature,
        topP,
        reasoningEffort,
        newFormat,
        maxCompletionTokens,
        parallelToolCalls);
  }

  public ModelSettings withMaxCompletionTokens(@Nullable Integer newMax) {
    return new ModelSettings(
        model, temperature, topP, reasoningEffort, responseFormat, newMax, parallelToolCalls);
  }

  public ModelSettings withParallelToolCalls(@Nullable Boolean newParallel) {
    return new ModelSettings(
        model,
        temperature,
        topP,
        reasoningEffort,
        responseFormat,
        maxCompletionTokens,
        newParallel);
  }
}
