package io.threadkeep.samples.assistants.api;

import io.threadkeep.Conversation;
import io.threadkeep.RunOverrides;
import io.threadkeep.RunRequest;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.AssistantId;
import io.threadkeep.message.Role;
import io.threadkeep.samples.assistants.view.Desk;
import org.jspecify.annotations.Nullable;

/** What a run has to answer, as the original had it: a user's message, or instructions. */
final class Answerable {

  private Answerable() {}

  /** Whether the request is enough, whatever is in the thread. */
  static boolean isSo(Desk desk, RunRequest asked) {
    RunOverrides overrides = asked.overrides();
    return asked.messages().stream().anyMatch(message -> message.role() == Role.USER)
        || isSaid(overrides.additionalInstructions())
        || isSaid(overrides.instructions())
        || (overrides.instructions() == null && hasInstructions(desk, asked.assistantId()));
  }

  static boolean isSo(Conversation thread) {
    return thread.messages().anyMatch(message -> message.role() == Role.USER);
  }

  /** Of an assistant that is not there the run knows more: its key may be older. */
  private static boolean hasInstructions(Desk desk, AssistantId assistant) {
    try {
      return isSaid(desk.assistants().get(assistant).instructions());
    } catch (NotFoundException missing) {
      return true;
    }
  }

  private static boolean isSaid(@Nullable String instructions) {
    return instructions != null && !instructions.isEmpty();
  }
}
