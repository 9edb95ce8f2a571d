package io.threadkeep.store;

import io.threadkeep.id.RunId;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.run.RunSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run to be, with the messages that go in before it.
 *
 * @param expiresIn after which the store ends it
 * @param birth set if a worker of this JVM is free: the run is then claimed as it is born
 */
public record RunSubmission(
    RunId id,
    ThreadId threadId,
    List<MessageDraft> messages,
    RunSpec spec,
    Instant createdAt,
    Duration expiresIn,
    @Nullable Claimant birth,
    @Nullable IdempotencyKey key) {
  public RunSubmission {
    messages = List.copyOf(messages);
  }

  /** The same, to be claimed by {@code claimant} as it is born. */
  public RunSubmission bornOf(Claimant claimant) {
    return new RunSubmission(id, threadId, messages, spec, createdAt, expiresIn, claimant, key);
  }
}
