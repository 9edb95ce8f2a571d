package io.threadkeep.assistant;

import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.tool.ToolDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an assistant is made of: everything but its id.
 *
 * <p>{@code NewAssistant.named("Geography Expert").model("gpt-4.1-mini").instructions("Answer
 * geography questions concisely.")}
 *
 * @param name at most 256 characters
 * @param description at most 512 characters
 * @param instructions at most 256,000 characters; empty for none
 * @param context the written form of the context policy, such as {@code last-messages(20)}; null
 *     for what the options say
 */
public record NewAssistant(
    @Nullable String name,
    @Nullable String description,
    String instructions,
    ModelSettings settings,
    List<ToolDefinition> tools,
    Metadata metadata,
    @Nullable String context) {
  /**
   * What an assistant asks for when nobody has named a model: small, and known to every compatible
   * server.
   */
  public static final String DEFAULT_MODEL = "gpt-4.1-mini";

  public NewAssistant {
    Checks.optionalText("name", name, Limits.ASSISTANT_NAME);
    Checks.optionalText("description", description, Limits.ASSISTANT_DESCRIPTION);
    Checks.text("instructions", instructions, Limits.INSTRUCTIONS);
    Checks.optionalText("context", context, Limits.CONTEXT);
    tools = ToolDefinition.distinct(tools);
  }

  /** With the context policy of the options. */
  public NewAssistant(
      @Nullable String name,
      @Nullable String description,
      String instructions,
      ModelSettings settings,
      List<ToolDefinition> tools,
      Metadata metadata) {
    this(name, description, instructions, settings, tools, metadata, null);
  }

  public static NewAssistant named(String name) {
    return new NewAssistant(
        name, null, "", ModelSettings.of(DEFAULT_MODEL), List.of(), Metadata.EMPTY);
  }

  public NewAssistant name(@Nullable String newName) {
    return new NewAssistant(newName, description, instructions, settings, tools, metadata, context);
  }

  public NewAssistant description(@Nullable String newDescription) {
    return new NewAssistant(name, newDescription, instructions, settings, tools, metadata, context);
  }

  public NewAssistant instructions(String newInstructions) {
    return new NewAssistant(name, description, newInstructions, settings, tools, metadata, context);
  }

  public NewAssistant model(String model) {
    return settings(settings.withModel(model));
  }

  public NewAssistant settings(ModelSettings newSettings) {
    return new NewAssistant(name, description, instructions, newSettings, tools, metadata, context);
  }

  public NewAssistant tools(List<ToolDefinition> newTools) {
    return new NewAssistant(name, description, instructions, settings, newTools, metadata, context);
  }

  public NewAssistant metadata(Metadata newMetadata) {
    return new NewAssistant(name, description, instructions, settings, tools, newMetadata, context);
  }

  /**
   * Its runs' context policy, in its written form; null for what the options say. Checked when the
   * assistant is stored.
   */
  public NewAssistant context(@Nullable String newContext) {
    return new NewAssistant(name, description, instructions, settings, tools, metadata, newContext);
  }
}
