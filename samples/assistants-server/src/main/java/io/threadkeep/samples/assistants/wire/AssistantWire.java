package io.threadkeep.samples.assistants.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.threadkeep.assistant.Assistant;
import io.threadkeep.assistant.ModelSettings;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.limit.Limits;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.tool.ToolDefinition;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Assistants. */
public final class AssistantWire {

  private AssistantWire() {}

  public static NewAssistant readNew(ObjectNode body) {
    Fields fields = Fields.of(body);
    String model = fields.required("model").words(Limits.MODEL);
    return change(fields).apply(NewAssistant.named("").name(null).model(model));
  }

  /** What is given replaces what was, be it by nothing; what is not stays. */
  public static UnaryOperator<NewAssistant> readChange(ObjectNode body) {
    return change(Fields.of(body));
  }

  private static UnaryOperator<NewAssistant> change(Fields fields) {
    UnaryOperator<ModelSettings> settings = SettingsWire.readChange(fields);
    boolean named = fields.has("name");
    String name = fields.text("name", Limits.ASSISTANT_NAME);
    boolean described = fields.has("description");
    String description = fields.text("description", Limits.ASSISTANT_DESCRIPTION);
    boolean instructed = fields.has("instructions");
    String instructions = fields.text("instructions", Limits.INSTRUCTIONS);
    boolean equipped = fields.has("tools");
    List<ToolDefinition> tools = ToolWire.read(fields, Limits.TOOLS);
    Metadata metadata = MetadataWire.readIfSaid(fields);
    ResourcesWire.requireEmpty(fields);
    fields.end();
    return old ->
        new NewAssistant(
            named ? name : old.name(),
            described ? description : old.description(),
            instructed ? orEmpty(instructions) : old.instructions(),
            settings.apply(old.settings()),
            equipped ? tools : old.tools(),
            metadata == null ? old.metadata() : metadata,
            old.context());
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  public static ObjectNode write(Assistant assistant) {
    NewAssistant definition = assistant.definition();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", assistant.id().value());
    json.put("object", "assistant");
    json.put("created_at", Json.seconds(assistant.createdAt()));
    json.put("name", definition.name());
    json.put("description", definition.description());
    json.put("model", assistant.model());
    json.put("instructions", assistant.instructions().isEmpty() ? null : assistant.instructions());
    json.set("tools", ToolWire.write(definition.tools()));
    json.putObject("tool_resources");
    json.set("metadata", MetadataWire.write(definition.metadata()));
    SettingsWire.write(definition.settings(), json);
    return json;
  }
}
