package io.threadkeep.thread;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.metadata.Metadata;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A conversation; its messages are read beside it. Called so because {@link java.lang.Thread} is
 * imported everywhere.
 *
 * @param owner the tenant and user it belongs to
 * @param messageCount also the position of the newest message
 * @param activeAt when its newest message was stored, or when it was brought back, by the store's
 *     clock; as long as there was neither, when it was created
 * @param forkedFrom where it left another thread, if it began as a part of that one
 */
public record ChatThread(
    ThreadId id,
    Scope owner,
    Metadata metadata,
    long messageCount,
    Instant createdAt,
    ThreadState state,
    Instant activeAt,
    @Nullable ForkPoint forkedFrom) {

  /** One that began by itself. */
  public ChatThread(
      ThreadId id,
      Scope owner,
      Metadata metadata,
      long messageCount,
      Instant createdAt,
      ThreadState state,
      Instant activeAt) {
    this(id, owner, metadata, messageCount, createdAt, state, activeAt, null);
  }

  /** One that nothing has happened to since it was created. */
  public ChatThread(
      ThreadId id, Scope owner, Metadata metadata, long messageCount, Instant createdAt) {
    this(id, owner, metadata, messageCount, createdAt, ThreadState.ACTIVE, createdAt);
  }
}
