package io.threadkeep.store;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Threads, without their messages. */
public interface ThreadRecords {

  /**
   * Creates a thread that has no messages yet; again with the same id or key, returns the first.
   *
   * @param thread with {@code messageCount} 0; its owner is the scope
   * @throws io.threadkeep.error.IdempotencyConflictException if the key stands for something else
   */
  ChatThread create(ChatThread thread, @Nullable IdempotencyKey key);

  Optional<ChatThread> find(Scope scope, ThreadId id);

  /**
   * By creation; {@code page.after} is a thread's id.
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
   * Removes the thread and all that hangs on it: messages, runs, steps, keys. A worker at work on
   * it loses its lease.
   *
   * @throws io.threadkeep.error.NotFoundException if the thread is not in scope
   */
  void delete(Scope scope, ThreadId id);
}
