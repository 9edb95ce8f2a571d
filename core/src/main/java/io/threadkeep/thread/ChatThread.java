package io.threadkeep.thread;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.metadata.Metadata;
import java.time.Instant;

/**
 * A conversation; its messages are read beside it. Called so because {@link java.lang.Thread} is
 * imported everywhere.
 *
 * @param owner the tenant and user it belongs to
 * @param messageCount also the position of the newest message
 * @param activeAt when its newest message was stored, or when it was brought back, by the store's
 *     clock; as long as there was neither, when it was created
 */
public record ChatThread(
    ThreadId id,
    Scope owner,
    Metadata metadata,
    long messageCount,
    Instant createdAt,
    ThreadState state,
    Instant activeAt) {

  /** One that nothing has happened to since it was created. */
  public ChatThread(
      ThreadId id, Scope owner, Metadata metadata, long messageCount, Instant createdAt) {
    this(id, owner, metadata, messageCount, createdAt, ThreadState.ACTIVE, createdAt);
  }
}
