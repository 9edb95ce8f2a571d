package io.threadkeep.message;

import io.threadkeep.id.MessageId;
import io.threadkeep.metadata.Metadata;
import java.time.Instant;
import java.util.List;

/**
 * A message with everything but its place: the store gives it the next position of its thread.
 *
 * @param createdAt to the microsecond, which is what every store keeps
 * @param tokens an estimate of its size in a prompt, counted once
 */
public record MessageDraft(
    MessageId id, NewMessage body, Origin origin, int tokens, Instant createdAt) {

  /**
   * What is left when its words are taken: {@link ContentPart.Withdrawn} in their place, and the
   * calls, whose results stand behind it.
   *
   * @param newTokens what that takes in a prompt
   */
  public MessageDraft withdrawn(int newTokens) {
    return new MessageDraft(
        id,
        new NewMessage(body.role(), body.withdrawn(), List.of(), Metadata.EMPTY),
        origin,
        newTokens,
        createdAt);
  }

  public MessageDraft withMetadata(Metadata metadata) {
    return new MessageDraft(id, body.withMetadata(metadata), origin, tokens, createdAt);
  }
}
