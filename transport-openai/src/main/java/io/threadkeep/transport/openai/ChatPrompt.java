package io.threadkeep.transport.openai;

import com.openai.core.JsonValue;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ReasoningEffort;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionNamedToolChoice;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import io.threadkeep.assistant.ModelSettings;
import io.threadkeep.message.Message;
import io.threadkeep.tool.ToolChoice;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.transport.ModelRequest;
import java.util.Map;

/** Says a request in the words of Chat Completions. */
final class ChatPrompt {
  private final OpenAiOptions options;
  private final Map<String, JsonValue> extraFields;

  ChatPrompt(OpenAiOptions options) {
    this.options = options;
    this.extraFields = ExtraFields.read(options.payload().extraFields());
  }

  ChatCompletionCreateParams of(ModelRequest request) {
    ChatCompletionCreateParams.Builder params =
        ChatCompletionCreateParams.builder()
            .additionalBodyProperties(extraFields)
            .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build());
    if (!request.instructions().isEmpty()) {
      // Not "developer": OpenAI takes one for the other, compatible servers know only this.
      params.addSystemMessage(request.instructions());
    }
    request.messages().forEach(message -> add(params, message));
    settings(params, request.settings());
    request.tools().stream().map(ChatPrompt::tool).forEach(params::addTool);
    toolChoice(params, request);
    Boolean parallel = request.settings().parallelToolCalls();
    // OpenAI refuses it where there are no tools to call.
    if (parallel != null && !request.tools().isEmpty()) {
      params.parallelToolCalls(parallel);
    }
    vendorFields(params, request);
    return params.build();
  }

  private void vendorFields(ChatCompletionCreateParams.Builder params, ModelRequest request) {
    if (options.sendsVendorFields()) {
      params.store(false);
      if (request.cacheKey() != null) {
        params.promptCacheKey(request.cacheKey());
      }
    }
  }

  private static void add(ChatCompletionCreateParams.Builder params, Message message) {
    switch (message.role()) {
      case USER -> params.addMessage(ChatMessages.user(message));
      case ASSISTANT -> params.addMessage(ChatMessages.assistant(message));
      case TOOL ->
          message.toolResults().forEach(result -> params.addMessage(ChatMessages.tool(result)));
    }
  }

  private void settings(ChatCompletionCreateParams.Builder params, ModelSettings settings) {
    params.model(settings.model());
    if (settings.temperature() != null) {
      params.temperature(settings.temperature());
    }
    if (settings.topP() != null) {
      params.topP(settings.topP());
    }
    if (settings.maxCompletionTokens() != null) {
      params.maxCompletionTokens(
          options.modelsThere().atMost(settings.model(), settings.maxCompletionTokens()));
    }
    if (settings.reasoningEffort() != null) {
      params.reasoningEffort(ReasoningEffort.of(settings.reasoningEffort()));
    }
    ChatFormat.set(params, settings.responseFormat());
  }

  private static ChatCompletionFunctionTool tool(ToolDefinition tool) {
    FunctionDefinition.Builder function =
        FunctionDefinition.builder()
            .name(tool.name())
            .strict(tool.strict())
            .parameters(
                FunctionParameters.builder()
                    .putAllAdditionalProperties(
                        Schemas.properties("tool '" + tool.name() + "'", tool.parameters()))
                    .build());
    if (!tool.description().isEmpty()) {
      function.description(tool.description());
    }
    return ChatCompletionFunctionTool.builder().function(function.build()).build();
  }

  private static void toolChoice(ChatCompletionCreateParams.Builder params, ModelRequest request) {
    ToolChoice choice = request.toolChoice();
    if (choice instanceof ToolChoice.Required) {
      params.toolChoice(ChatCompletionToolChoiceOption.Auto.REQUIRED);
    } else if (choice instanceof ToolChoice.Named named) {
      params.toolChoice(
          ChatCompletionNamedToolChoice.builder()
              .function(ChatCompletionNamedToolChoice.Function.builder().name(named.name()).build())
              .build());
    } else if (choice instanceof ToolChoice.None && !request.tools().isEmpty()) {
      params.toolChoice(ChatCompletionToolChoiceOption.Auto.NONE);
    }
  }
}
