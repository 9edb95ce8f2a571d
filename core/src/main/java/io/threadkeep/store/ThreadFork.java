package io.threadkeep.store;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.id.ThreadId;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ForkPoint;
import io.threadkeep.thread.ThreadState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A thread that is to begin as a part of another one.
 *
 * @param metadata null for the source's
 */
public record ThreadFork(
    ThreadId id, ForkPoint from, @Nullable Metadata metadata, Instant createdAt) {

  /**
   * What it becomes of its source as that is now.
   *
   * @throws InvalidInputException if the source is shorter
   */
  public ChatThread of(ChatThread source) {
    if (from.position() > source.messageCount()) {
      throw new InvalidInputException(
          "position",
          "a position of thread " + source.id() + ", up to " + source.messageCount(),
          String.valueOf(from.position()));
    }
    return new ChatThread(
        id,
        source.owner(),
        metadata == null ? source.metadata() : metadata,
        from.position(),
        createdAt,
        ThreadState.ACTIVE,
        createdAt,
        from);
  }
}
