package io.threadkeep.message;

import io.threadkeep.id.AssistantId;
import io.threadkeep.id.RunId;
import org.jspecify.annotations.Nullable;

/**
 * Which run wrote a message, for which assistant, and whether it got to the end; all null for what
 * a caller appended.
 */
public record Origin(
    @Nullable RunId runId,
    @Nullable AssistantId assistantId,
    @Nullable IncompleteReason incomplete) {
  public static final Origin CALLER = new Origin(null, null, null);
}
