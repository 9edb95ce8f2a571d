package io.threadkeep;

import io.threadkeep.context.ContextPolicy;
import io.threadkeep.id.AssistantId;
import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import io.threadkeep.message.NewMessage;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.run.RunBudget;
import io.threadkeep.run.WhenBusy;
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
    return overrides(
        new RunOverrides(
            model,
            overrides.instructions(),
            overrides.additionalInstructions(),
            overrides.context(),
            overrides.budget()));
  }

  public RunRequest instructions(String instructions) {
    return overrides(
        new RunOverrides(
            overrides.model(),
            instructions,
            overrides.additionalInstructions(),
            overrides.context(),
            overrides.budget()));
  }

  /** Behind the assistant's own. */
  public RunRequest additionalInstructions(String more) {
    return overrides(
        new RunOverrides(
            overrides.model(),
            overrides.instructions(),
            more,
            overrides.context(),
            overrides.budget()));
  }

  /** Wins over the assistant's, which wins over the options'. */
  public RunRequest context(ContextPolicy context) {
    return overrides(
        new RunOverrides(
            overrides.model(),
            overrides.instructions(),
            overrides.additionalInstructions(),
            context,
            overrides.budget()));
  }

  /** Over all model calls of the run; see {@link RunBudget}. */
  public RunRequest maxPromptTokens(@Nullable Integer max) {
    return budget(new RunBudget(max, overrides.budget().maxCompletionTokens()));
  }

  /** Over all model calls of the run; see {@link RunBudget}. */
  public RunRequest maxCompletionTokens(@Nullable Integer max) {
    return budget(new RunBudget(overrides.budget().maxPromptTokens(), max));
  }

  private RunRequest budget(RunBudget budget) {
    return overrides(
        new RunOverrides(
            overrides.model(),
            overrides.instructions(),
            overrides.additionalInstructions(),
            overrides.context(),
            budget));
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
