package io.threadkeep;

import io.threadkeep.context.ContextPolicy;
import io.threadkeep.id.AssistantId;
import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import io.threadkeep.message.NewMessage;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.run.RunBudget;
import io.threadkeep.run.WhenBusy;
import io.threadkeep.tool.ToolChoice;
import io.threadkeep.tool.ToolDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a host asks of a run.
 *
 * @param messages to append first, in the same transaction
 * @param idempotencyKey makes a second submit return the first one's run
 * @param whenBusy if a run of the thread has not ended; null for what the options say
 */
public record RunRequest(
    AssistantId assistantId,
    List<NewMessage> messages,
    RunOverrides overrides,
    Metadata metadata,
    @Nullable String idempotencyKey,
    @Nullable WhenBusy whenBusy) {
  public RunRequest {
    messages = List.copyOf(Checks.size("messages", messages, Limits.BATCH));
  }

  public static RunRequest by(AssistantId assistant) {
    return new RunRequest(assistant, List.of(), RunOverrides.NONE, Metadata.EMPTY, null, null);
  }

  /** In the place of whatever it was to say before. */
  public RunRequest saying(NewMessage... newMessages) {
    return new RunRequest(
        assistantId, List.of(newMessages), overrides, metadata, idempotencyKey, whenBusy);
  }

  public RunRequest model(String model) {
    return overrides(overrides.settings(overrides.settings().model(model)));
  }

  public RunRequest instructions(String instructions) {
    return overrides(overrides.instructions(instructions));
  }

  /** Behind the assistant's own. */
  public RunRequest additionalInstructions(String more) {
    return overrides(overrides.additionalInstructions(more));
  }

  /** In the place of the assistant's. */
  public RunRequest tools(List<ToolDefinition> tools) {
    return overrides(overrides.tools(tools));
  }

  /** For the first model call; whether the others ask for tools is the model's to decide. */
  public RunRequest toolChoice(ToolChoice choice) {
    return overrides(overrides.toolChoice(choice));
  }

  /** Wins over the assistant's, which wins over the options'. */
  public RunRequest context(ContextPolicy context) {
    return overrides(overrides.context(context));
  }

  /** Over all model calls of the run; see {@link RunBudget}. */
  public RunRequest maxPromptTokens(@Nullable Integer max) {
    RunBudget budget = new RunBudget(max, overrides.budget().maxCompletionTokens());
    return overrides(overrides.budget(budget));
  }

  /** Over all model calls of the run; see {@link RunBudget}. */
  public RunRequest maxCompletionTokens(@Nullable Integer max) {
    RunBudget budget = new RunBudget(overrides.budget().maxPromptTokens(), max);
    return overrides(overrides.budget(budget));
  }

  public RunRequest overrides(RunOverrides newOverrides) {
    return new RunRequest(assistantId, messages, newOverrides, metadata, idempotencyKey, whenBusy);
  }

  public RunRequest metadata(Metadata newMetadata) {
    return new RunRequest(assistantId, messages, overrides, newMetadata, idempotencyKey, whenBusy);
  }

  public RunRequest key(String newKey) {
    return new RunRequest(assistantId, messages, overrides, metadata, newKey, whenBusy);
  }

  public RunRequest whenBusy(WhenBusy newWhenBusy) {
    return new RunRequest(assistantId, messages, overrides, metadata, idempotencyKey, newWhenBusy);
  }
}
