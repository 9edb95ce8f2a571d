package io.threadkeep;

import io.threadkeep.id.MessageId;
import io.threadkeep.metadata.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * Where a conversation is to part from another one.
 *
 * @param message the last one that both have, or the first that they do not
 * @param withMessage whether both have it
 * @param metadata null for the other one's
 * @param idempotencyKey makes a second fork return the first one
 */
public record ForkRequest(
    MessageId message,
    boolean withMessage,
    @Nullable Metadata metadata,
    @Nullable String idempotencyKey) {

  /** Behind {@code message}. */
  public static ForkRequest at(MessageId message) {
    return new ForkRequest(message, true, null, null);
  }

  /** Right before {@code message}: to say something else in its place. */
  public static ForkRequest before(MessageId message) {
    return new ForkRequest(message, false, null, null);
  }

  public ForkRequest metadata(Metadata newMetadata) {
    return new ForkRequest(message, withMessage, newMetadata, idempotencyKey);
  }

  public ForkRequest key(String newKey) {
    return new ForkRequest(message, withMessage, metadata, newKey);
  }
}
