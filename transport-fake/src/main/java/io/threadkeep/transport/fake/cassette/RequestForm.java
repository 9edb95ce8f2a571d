package io.threadkeep.transport.fake.cassette;

import io.threadkeep.assistant.ModelSettings;
import io.threadkeep.assistant.ResponseFormat;
import io.threadkeep.message.Message;
import io.threadkeep.tool.ToolChoice;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.transport.ModelRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * All that a model is shown, and nothing else; what is left to the provider is left out. What
 * changes most comes last, next to the answer.
 */
final class RequestForm {

  static final String PARAMETERS = "parameters";
  static final String SCHEMA = "schema";

  private RequestForm() {}

  static Node write(ModelRequest request) {
    Fields fields = new Fields();
    write(request.settings(), fields);
    if (!(request.toolChoice() instanceof ToolChoice.Auto)) {
      fields.put("tool_choice", choice(request.toolChoice()));
    }
    if (!request.tools().isEmpty()) {
      fields.put("tools", Yaml.list(request.tools().stream().map(RequestForm::tool).toList()));
    }
    if (!request.instructions().isEmpty()) {
      fields.text("instructions", request.instructions());
    }
    return fields
        .put("messages", Yaml.list(request.messages().stream().map(RequestForm::message).toList()))
        .node();
  }

  private static void write(ModelSettings settings, Fields fields) {
    fields.text("model", settings.model());
    number(fields, "temperature", settings.temperature());
    number(fields, "top_p", settings.topP());
    if (settings.reasoningEffort() != null) {
      fields.text("reasoning_effort", settings.reasoningEffort());
    }
    if (settings.maxCompletionTokens() != null) {
      fields.number("max_completion_tokens", settings.maxCompletionTokens());
    }
    if (!(settings.responseFormat() instanceof ResponseFormat.Auto)) {
      fields.put("response_format", format(settings.responseFormat()));
    }
  }

  private static void number(Fields fields, String key, @Nullable Double value) {
    if (value != null) {
      fields.put(key, Yaml.plain(Tag.FLOAT, value.toString()));
    }
  }

  private static Node format(ResponseFormat format) {
    if (format instanceof ResponseFormat.JsonSchema json) {
      Fields fields = new Fields().text("json_schema", json.name());
      if (json.description() != null) {
        fields.text("description", json.description());
      }
      if (json.strict()) {
        fields.yes("strict");
      }
      return fields.put(SCHEMA, SchemaForm.write(json.schema())).node();
    }
    return Yaml.text(format instanceof ResponseFormat.JsonObject ? "json_object" : "text");
  }

  private static Node choice(ToolChoice choice) {
    return choice instanceof ToolChoice.Named named
        ? new Fields().text("tool", named.name()).node()
        : Yaml.text(choice instanceof ToolChoice.None ? "none" : "required");
  }

  private static Node tool(ToolDefinition tool) {
    Fields fields = new Fields().text("name", tool.name());
    if (!tool.description().isEmpty()) {
      fields.text("description", tool.description());
    }
    if (tool.strict()) {
      fields.yes("strict");
    }
    return fields.put(PARAMETERS, SchemaForm.write(tool.parameters())).node();
  }

  private static Node message(Message message) {
    String role = message.role().name().toLowerCase(Locale.ROOT);
    return new Fields().put(role, PartForm.write(message.content())).node();
  }
}
