package io.threadkeep.assistant;

import io.threadkeep.id.AssistantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored assistant: reusable over any number of threads of its tenant. A run keeps a copy of what
 * it needs, so that a later change reaches later runs only.
 *
 * @param revision 1 when created, one more with each update
 */
public record Assistant(AssistantId id, long revision, Instant createdAt, NewAssistant definition) {

  public @Nullable String name() {
    return definition.name();
  }

  public String instructions() {
    return definition.instructions();
  }

  public String model() {
    return definition.settings().model();
  }
}
