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
 * @param birth set if a worker of this JVM is free: the run is then claimed as it is born, unless
 *     it has to wait for its thread
 */
public record RunSubmission(
    RunId id,
    ThreadId threadId,
    List<MessageDraft> messages,
    RunSpec spec,
    Instant createdAt,
    Duration expiresIn,
    Admission admission,
    @Nullable Claimant birth,
    @Nullable IdempotencyKey key) {
  public RunSubmission {
    messages = List.copyOf(messages);
  }

  /** The same, to be claimed by {@code claimant} as it is born. */
  public RunSubmission bornOf(Claimant claimant) {
    return new RunSubmission(
        id, threadId, messages, spec, createdAt, expiresIn, admission, claimant, key);
  }

  public RunSubmission expiringIn(Duration newExpiresIn) {
    return new RunSubmission(
        id, threadId, messages, spec, createdAt, newExpiresIn, admission, birth, key);
  }

  public RunSubmission on(Admission terms) {
    return new RunSubmission(id, threadId, messages, spec, createdAt, expiresIn, terms, birth, key);
  }

  public RunSubmission keyed(IdempotencyKey newKey) {
    return new RunSubmission(
        id, threadId, messages, spec, createdAt, expiresIn, admission, birth, newKey);
  }

  /**
   * What a store knows the submission again by when it has joined another one's run: its key, or
   * else its id in the place of one.
   */
  public IdempotencyKey trace() {
    return key == null ? new IdempotencyKey(id.value(), "merged") : key;
  }
}
