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
 * @param from where its first messages are read
 * @param metadata null for the source's
 * @param forkedFrom what it says of having been forked, which is for people to read; null for
 *     nothing
 */
public record ThreadFork(
    ThreadId id,
    ForkPoint from,
    @Nullable Metadata metadata,
    Instant createdAt,
    ThreadState state,
    Instant activeAt,
    @Nullable ForkPoint forkedFrom) {

  /** One that begins now. */
  public ThreadFork(ThreadId id, ForkPoint from, @Nullable Metadata metadata, Instant createdAt) {
    this(id, from, metadata, createdAt, ThreadState.ACTIVE, createdAt, from);
  }

  /**
   * One that comes back from elsewhere, as {@code thread} was there.
   *
   * @param from where its first messages are now; perhaps in a thread that it was never forked from
   */
  public static ThreadFork back(ChatThread thread, ForkPoint from) {
    return new ThreadFork(
        thread.id(),
        from,
        thread.metadata(),
        thread.createdAt(),
        thread.state(),
        thread.activeAt(),
        thread.forkedFrom());
  }

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
        state,
        activeAt,
        forkedFrom);
  }
}
