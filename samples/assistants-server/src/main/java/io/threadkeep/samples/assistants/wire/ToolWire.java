package io.threadkeep.samples.assistants.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.threadkeep.limit.Limits;
import io.threadkeep.tool.ToolChoice;
import io.threadkeep.tool.ToolDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tools, and whether a model has to use them. Of the original's three kinds functions are served.
 */
final class ToolWire {
  private static final List<String> KINDS = List.of("code_interpreter", "file_search", "function");
  private static final String FUNCTION = "function";
  private static final List<String> CHOICES = List.of("none", "auto", "required");

  private ToolWire() {}

  static List<ToolDefinition> read(Fields fields, int most) {
    return fields.list("tools", most, ToolWire::tool);
  }

  private static ToolDefinition tool(Value value) {
    Fields tool = value.fields();
    requireFunction(tool);
    Fields function = tool.required(FUNCTION).fields();
    Value parameters = function.value("parameters");
    if (parameters != null && !parameters.node().isObject()) {
      throw parameters.wrongType("an object");
    }
    String description = function.text("description", Limits.TOOL_DESCRIPTION);
    Boolean strict = function.bool("strict");
    String name = NameWire.read(function.required("name"));
    function.end();
    tool.end();
    return new ToolDefinition(
        name,
        description == null ? "" : description,
        parameters == null ? ToolDefinition.NO_PARAMETERS : parameters.node().toString(),
        strict != null && strict);
  }

  private static void requireFunction(Fields tool) {
    Value type = tool.required("type");
    String kind = type.oneOf(KINDS);
    if (!kind.equals(FUNCTION)) {
      throw hosted(kind, type.path());
    }
  }

  /** Never silently: an assistant that was to search files would answer without them. */
  static ApiException hosted(String kind, String path) {
    return ApiError.badRequest(
            "This server does not host the tool '"
                + kind
                + "'. Use a tool of type 'function', and carry it out in your application.",
            path,
            "unsupported_tool")
        .asException();
  }

  static ArrayNode write(List<ToolDefinition> tools) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (ToolDefinition tool : tools) {
      ObjectNode function = all.addObject().put("type", FUNCTION).putObject(FUNCTION);
      function.put("name", tool.name());
      if (!tool.description().isEmpty()) {
        function.put("description", tool.description());
      }
      function.set("parameters", Json.read(tool.parameters()));
      function.put("strict", tool.strict());
    }
    return all;
  }

  /** Null where nothing is said of it. */
  static @Nullable ToolChoice readChoice(Fields fields) {
    Value value = fields.value("tool_choice");
    if (value == null) {
      return null;
    }
    if (value.isText()) {
      return switch (value.oneOf(CHOICES)) {
        case "none" -> new ToolChoice.None();
        case "required" -> new ToolChoice.Required();
        default -> new ToolChoice.Auto();
      };
    }
    Fields choice = value.fields();
    requireFunction(choice);
    Fields function = choice.required(FUNCTION).fields();
    String name = NameWire.read(function.required("name"));
    function.end();
    choice.end();
    return new ToolChoice.Named(name);
  }

  static JsonNode writeChoice(ToolChoice choice) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (choice instanceof ToolChoice.None) {
      return json.textNode("none");
    } else if (choice instanceof ToolChoice.Required) {
      return json.textNode("required");
    } else if (choice instanceof ToolChoice.Named named) {
      ObjectNode chosen = json.objectNode().put("type", FUNCTION);
      chosen.putObject(FUNCTION).put("name", named.name());
      return chosen;
    }
    return json.textNode("auto");
  }
}
