package io.threadkeep.message;

import io.threadkeep.id.MessageId;
import io.threadkeep.metadata.Metadata;
import java.time.Instant;

/**
 * A message with everything but its place: the store gives it the next position of its thread.
 *
 * @param createdAt to the microsecond, which is what every store keeps
 * @param tokens an estimate of its size in a prompt, counted once
 */
public record MessageDraft(
    MessageId id, NewMessage body, Origin origin, int tokens, Instant createdAt) {

  public MessageDraft withMetadata(Metadata metadata) {
    return new MessageDraft(id, body.withMetadata(metadata), origin, tokens, createdAt);
  }
}
