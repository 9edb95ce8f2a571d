package io.threadkeep.store;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.Run;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Threads, without their messages. */
public interface ThreadRecords {
  /** How many messages a purge removes at once, if nobody says otherwise. */
  int PURGE_BATCH = 1_000;

  /**
   * Creates a thread that has no messages yet; again with the same id or key, returns the first.
   *
   * @param thread with {@code messageCount} 0, in the state and as long idle as it is to be; its
   *     owner is the scope. What it says of having been forked is kept for people to read: it
   *     shares nothing
   * @throws io.threadkeep.error.IdempotencyConflictException if the key stands for something else
   * @throws StorageException if the id is another thread's, or was one's of which forks read still
   */
  ChatThread create(ChatThread thread, @Nullable IdempotencyKey key);

  /**
   * Creates a thread that begins with the messages of another one; again with the same id or key,
   * returns the first. No message is copied: those up to the fork's position are read where they
   * are, under the fork's id and with the ids and positions that they have, whatever becomes of the
   * other thread. Its runs, steps, summaries and keys stay with it, and its owner is the fork's
   * too.
   *
   * <p>What is removed of the source is what no fork reads; the rest goes with the last of them. A
   * thread that was removed so comes back as a fork of one that reads it, at the position where
   * what is left of it ends: then that is its own again.
   *
   * @throws io.threadkeep.error.InvalidInputException if the source is shorter
   * @throws io.threadkeep.error.NotFoundException if the source is not in scope
   * @throws io.threadkeep.error.IdempotencyConflictException if the key stands for something else
   * @throws StorageException if the id is another thread's, or was one's of which forks read still
   *     and that cannot come back so
   */
  ChatThread fork(Scope scope, ThreadFork fork, @Nullable IdempotencyKey key);

  Optional<ChatThread> find(Scope scope, ThreadId id);

  /**
   * By creation, those in the query's state; {@code page.after} is a thread's id, whatever its
   * state.
   *
   * @throws io.threadkeep.error.NotFoundException if {@code page.after} is not in scope
   */
  Page<ChatThread> list(Scope scope, ThreadQuery query, PageRequest page);

  /**
   * Puts {@code metadata} in the place of the old, as a whole.
   *
   * @throws io.threadkeep.error.NotFoundException if the thread is not in scope
   */
  ChatThread replaceMetadata(Scope scope, ThreadId id, Metadata metadata);

  /**
   * Takes the thread out of the lists; one that is archived stays as it is. With the next message
   * or run it is active again, in the same transaction.
   *
   * @throws io.threadkeep.error.NotFoundException if the thread is not in scope
   */
  ChatThread archive(Scope scope, ThreadId id);

  /**
   * Puts the thread back into the lists, active as of now.
   *
   * @throws io.threadkeep.error.NotFoundException if the thread is not in scope
   */
  ChatThread unarchive(Scope scope, ThreadId id);

  /**
   * Deletes the thread, in one small transaction however long it is: with its keys, for good, and
   * to be restored within {@code grace} but for them. From here on nothing finds it or anything
   * that hangs on it, but a list of deleted threads. Its runs that have not ended are cancelled
   * with {@code WITHDRAW}, and a worker at work on one loses its lease.
   *
   * <p>Its rows stay until they are purged. With a grace of zero, again on one that is to be purged
   * by now, does nothing.
   *
   * @param grace from now; not negative
   * @return the runs that were cancelled
   * @throws io.threadkeep.error.NotFoundException if the thread is not in scope
   */
  List<Run> delete(Scope scope, ThreadId id, Duration grace);

  /**
   * Brings a deleted thread back with its whole log, active as of now. Runs that were cancelled
   * stay so.
   *
   * @throws io.threadkeep.error.NotFoundException if there is none in scope whose grace lasts
   */
  ChatThread restore(Scope scope, ThreadId id);

  /**
   * Removes for good what there is of deleted threads whose grace is over, in one transaction;
   * again until nothing is left. Several may be at it: each passes over what others work on.
   *
   * @param limit how many messages at most, and in proportion of the rest
   */
  Purged purge(int limit);

  /** As {@link #purge(int)}, of one thread in scope; nothing if that is not to be purged. */
  Purged purge(Scope scope, ThreadId id, int limit);

  /**
   * Removes the thread and all that hangs on it: messages, runs, steps, keys. A worker at work on
   * it loses its lease. What a crash leaves of it is invisible, and removed by the next purge.
   *
   * @throws io.threadkeep.error.NotFoundException if the thread is not in scope
   */
  default void delete(Scope scope, ThreadId id) {
    delete(scope, id, Duration.ZERO);
    Purged purged;
    do {
      purged = purge(scope, id, PURGE_BATCH);
    } while (purged.more());
  }
}
