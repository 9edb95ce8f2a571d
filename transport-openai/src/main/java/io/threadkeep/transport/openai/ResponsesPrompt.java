package io.threadkeep.transport.openai;

import com.openai.core.JsonValue;
import com.openai.models.Reasoning;
import com.openai.models.ReasoningEffort;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ToolChoiceFunction;
import com.openai.models.responses.ToolChoiceOptions;
import io.threadkeep.assistant.ModelSettings;
import io.threadkeep.tool.ToolChoice;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.transport.ModelRequest;
import java.util.Map;

/** Says a request in the words of the Responses API. */
final class ResponsesPrompt {
  private final OpenAiOptions options;
  private final Map<String, JsonValue> extraFields;

  ResponsesPrompt(OpenAiOptions options) {
    this.options = options;
    this.extraFields = ExtraFields.read(options.payload().extraFields());
  }

  ResponseCreateParams of(ModelRequest request) {
    ResponseCreateParams.Builder params =
        ResponseCreateParams.builder()
            .store(false)
            .additionalBodyProperties(extraFields)
            .inputOfResponse(
                request.messages().stream().flatMap(m -> ResponsesItems.of(m).stream()).toList());
    if (!request.instructions().isEmpty()) {
      params.instructions(request.instructions());
    }
    settings(params, request.settings());
    request.tools().stream().map(ResponsesPrompt::tool).forEach(params::addTool);
    toolChoice(params, request);
    Boolean parallel = request.settings().parallelToolCalls();
    // OpenAI refuses it where there are no tools to call.
    if (parallel != null && !request.tools().isEmpty()) {
      params.parallelToolCalls(parallel);
    }
    if (request.cacheKey() != null && options.sendsVendorFields()) {
      params.promptCacheKey(request.cacheKey());
    }
    return params.build();
  }

  private void settings(ResponseCreateParams.Builder params, ModelSettings settings) {
    params.model(settings.model());
    if (settings.temperature() != null) {
      params.temperature(settings.temperature());
    }
    if (settings.topP() != null) {
      params.topP(settings.topP());
    }
    if (settings.maxCompletionTokens() != null) {
      params.maxOutputTokens(
          options.modelsThere().atMost(settings.model(), settings.maxCompletionTokens()));
    }
    if (settings.reasoningEffort() != null) {
      ReasoningEffort effort = ReasoningEffort.of(settings.reasoningEffort());
      params.reasoning(Reasoning.builder().effort(effort).build());
    }
    ResponsesFormat.of(settings.responseFormat()).ifPresent(params::text);
  }

  private static FunctionTool tool(ToolDefinition tool) {
    FunctionTool.Builder function =
        FunctionTool.builder()
            .name(tool.name())
            .strict(tool.strict())
            .parameters(
                FunctionTool.Parameters.builder()
                    .putAllAdditionalProperties(
                        Schemas.properties("tool '" + tool.name() + "'", tool.parameters()))
                    .build());
    if (!tool.description().isEmpty()) {
      function.description(tool.description());
    }
    return function.build();
  }

  private static void toolChoice(ResponseCreateParams.Builder params, ModelRequest request) {
    ToolChoice choice = request.toolChoice();
    if (choice instanceof ToolChoice.Required) {
      params.toolChoice(ToolChoiceOptions.REQUIRED);
    } else if (choice instanceof ToolChoice.Named named) {
      params.toolChoice(ToolChoiceFunction.builder().name(named.name()).build());
    } else if (choice instanceof ToolChoice.None && !request.tools().isEmpty()) {
      params.toolChoice(ToolChoiceOptions.NONE);
    }
  }
}
