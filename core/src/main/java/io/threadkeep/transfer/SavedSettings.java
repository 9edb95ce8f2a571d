package io.threadkeep.transfer;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.ModelSettings;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.assistant.ResponseFormat;
import io.threadkeep.error.InvalidInputException;
import io.threadkeep.id.AssistantId;
import io.threadkeep.limit.Limits;
import io.threadkeep.tool.ToolChoice;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.transfer.NotCarried.Kind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes ours of assistants, and of what runs have in common with them. */
final class SavedSettings {

  private SavedSettings() {}

  static Assistant assistant(SavedObject saved) {
    AssistantId id = ForeignId.assistant(saved.id());
    saved.tellOfResources();
    NewAssistant definition =
        new NewAssistant(
            saved.has("name") ? saved.text("name", Limits.ASSISTANT_NAME) : null,
            saved.has("description")
                ? saved.text("description", Limits.ASSISTANT_DESCRIPTION)
                : null,
            saved.text("instructions", Limits.INSTRUCTIONS),
            settings(saved),
            tools(saved),
            saved.metadata(saved.id(), id.value()));
    return new Assistant(id, 1, saved.time("created_at", Instant.EPOCH), definition);
  }

  static ModelSettings settings(SavedObject saved) {
    String model = saved.text("model", Limits.MODEL);
    String effort = saved.optionalText("reasoning_effort");
    return new ModelSettings(
        model.isBlank() ? NewAssistant.DEFAULT_MODEL : model,
        saved.number("temperature", 0, 2),
        saved.number("top_p", 0, 1),
        effort == null || effort.length() > Limits.TOOL_NAME ? null : effort,
        format(saved),
        null,
        parallel(saved));
  }

  private static @Nullable Boolean parallel(SavedObject saved) {
    return saved.json().path("parallel_tool_calls").isBoolean()
        ? saved.json().path("parallel_tool_calls").booleanValue()
        : null;
  }

  private static ResponseFormat format(SavedObject saved) {
    SavedObject format = saved.part("response_format");
    try {
      return switch (format.text("type")) {
        case "text" -> new ResponseFormat.Text();
        case "json_object" -> new ResponseFormat.JsonObject();
        case "json_schema" -> {
          SavedObject schema = format.part("json_schema");
          yield new ResponseFormat.JsonSchema(
              schema.text("name"),
              schema.optionalText("description"),
              schema.text("schema"),
              schema.json().path("strict").asBoolean(false));
        }
        default -> new ResponseFormat.Auto();
      };
    } catch (InvalidInputException e) {
      saved.lost(Kind.SETTING);
      return new ResponseFormat.Auto();
    }
  }

  /** The functions; they are the caller's to carry out, as they were. */
  static List<ToolDefinition> tools(SavedObject saved) {
    Map<String, ToolDefinition> tools = new LinkedHashMap<>();
    for (SavedObject tool : saved.parts("tools")) {
      if (!tool.text("type").equals("function") || tools.size() == Limits.TOOLS) {
        saved.lost(Kind.HOSTED_TOOL);
        continue;
      }
      SavedObject function = tool.part("function");
      try {
        ToolDefinition definition =
            new ToolDefinition(
                function.text("name"),
                function.text("description", Limits.TOOL_DESCRIPTION),
                function.has("parameters")
                    ? function.text("parameters")
                    : ToolDefinition.NO_PARAMETERS,
                function.json().path("strict").asBoolean(false));
        tools.put(definition.name(), definition);
      } catch (InvalidInputException e) {
        saved.lost(Kind.SETTING);
      }
    }
    return List.copyOf(tools.values());
  }

  static ToolChoice toolChoice(SavedObject run) {
    SavedObject choice = run.part("tool_choice");
    if (choice.json().isTextual()) {
      return switch (choice.json().textValue()) {
        case "none" -> new ToolChoice.None();
        case "required" -> new ToolChoice.Required();
        default -> new ToolChoice.Auto();
      };
    }
    if (choice.text("type").equals("function")) {
      return new ToolChoice.Named(choice.part("function").text("name", Limits.TOOL_NAME));
    }
    if (choice.has("type")) {
      run.lost(Kind.SETTING);
    }
    return new ToolChoice.Auto();
  }
}
