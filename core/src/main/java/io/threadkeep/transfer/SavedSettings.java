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
    if (model.isBlank()) {
      saved.lost(Kind.SETTING);
    }
    return new ModelSettings(
        model.isBlank() ? NewAssistant.DEFAULT_MODEL : model,
        saved.number("temperature", 0, 2),
        saved.number("top_p", 0, 1),
        effort(saved),
        format(saved),
        null,
        parallel(saved));
  }

  private static @Nullable String effort(SavedObject saved) {
    String effort = saved.optionalText("reasoning_effort");
    boolean tooLong = effort != null && effort.length() > Limits.TOOL_NAME;
    if (tooLong) {
      saved.lost(Kind.SETTING);
    }
    return tooLong ? null : effort;
  }

  private static @Nullable Boolean parallel(SavedObject saved) {
    return saved.has("parallel_tool_calls") ? saved.flag("parallel_tool_calls") : null;
  }

  private static ResponseFormat format(SavedObject saved) {
    SavedObject format = saved.part("response_format");
    String type = format.json().isTextual() ? format.json().textValue() : format.text("type");
    try {
      return switch (type) {
        case "text" -> new ResponseFormat.Text();
        case "json_object" -> new ResponseFormat.JsonObject();
        case "json_schema" -> {
          SavedObject schema = format.part("json_schema");
          yield new ResponseFormat.JsonSchema(
              schema.text("name"),
              schema.optionalText("description"),
              schema.text("schema"),
              schema.flag("strict"));
        }
        case "", "auto" -> new ResponseFormat.Auto();
        default -> {
          saved.lost(Kind.SETTING);
          yield new ResponseFormat.Auto();
        }
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
                function.flag("strict"));
        if (tools.putIfAbsent(definition.name(), definition) != null) {
          saved.lost(Kind.SETTING);
        }
      } catch (InvalidInputException e) {
        saved.lost(Kind.SETTING);
      }
    }
    return List.copyOf(tools.values());
  }

  static ToolChoice toolChoice(SavedObject run) {
    SavedObject choice = run.part("tool_choice");
    String type = choice.json().isTextual() ? choice.json().textValue() : choice.text("type");
    return switch (type) {
      case "none" -> new ToolChoice.None();
      case "required" -> new ToolChoice.Required();
      case "function" ->
          new ToolChoice.Named(choice.part("function").text("name", Limits.TOOL_NAME));
      case "", "auto" -> new ToolChoice.Auto();
      default -> {
        run.lost(Kind.SETTING);
        yield new ToolChoice.Auto();
      }
    };
  }
}
