package io.threadkeep.store;

import io.threadkeep.id.MessageId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The append-only log of each thread. What a fork shares with other threads is in its log like what
 * was added to it, in all that is read of it here.
 */
public interface MessageLog {

  /**
   * Appends all of {@code drafts}, in order and next to each other, or none; again with the same
   * ids or key, returns the first result.
   *
   * @throws io.threadkeep.error.NotFoundException if the thread is not in scope
   * @throws io.threadkeep.error.IdempotencyConflictException if the key stands for something else
   * @throws StorageException if only some of the ids are there already, or are another thread's
   */
  List<Message> append(
      Scope scope, ThreadId thread, List<MessageDraft> drafts, @Nullable IdempotencyKey key);

  /**
   * What an append with {@code key} in this very scope has given; nothing if there was none.
   *
   * @throws io.threadkeep.error.IdempotencyConflictException if the key stands for something else
   */
  Optional<List<Message>> appended(Scope scope, IdempotencyKey key);

  /**
   * Puts messages into a log at the very positions that they have; again, changes nothing. For what
   * comes back from elsewhere: it tells no worker and no key of it.
   *
   * <p>If the part says when the thread was active last, the thread stays in the state that it is
   * in, and was active then, or later if it was so already. If not, it is active as of now.
   *
   * @return whether they are there now; if not, the log does not end right before them, or holds
   *     something else in their place, and nothing was stored
   * @throws io.threadkeep.error.NotFoundException if the thread is not in scope
   * @throws StorageException if an id is another thread's, or stands elsewhere in this one
   */
  boolean restore(Scope scope, LogPart part);

  Optional<Message> find(Scope scope, ThreadId thread, MessageId id);

  /**
   * Puts {@code metadata} in the place of a message's, as a whole. All threads that share the
   * message show it. Nothing else of it changes, nor does the thread become active by it.
   *
   * @return the message as this thread shows it
   * @throws io.threadkeep.error.NotFoundException if the message is not in this thread's log, or
   *     that is not in scope
   */
  Message replaceMetadata(Scope scope, ThreadId thread, MessageId id, Metadata metadata);

  /**
   * Puts {@code left} in the place of the message with its id, for all threads that share it, and
   * forgets what was derived from what it said: the words that it is found by, all summaries that
   * it went into, and all events of the run that wrote it. None of it comes back, whoever was
   * deriving it at this moment. The thread does not become active by it. Where no more than that is
   * left already, it changes nothing.
   *
   * @return the message as this thread shows it
   * @throws io.threadkeep.error.NotFoundException if the message is not in this thread's log, or
   *     that is not in scope
   * @throws io.threadkeep.run.ActiveRunException if the run that wrote it has not ended
   */
  Message withdraw(Scope scope, ThreadId thread, MessageDraft left);

  /**
   * A thread in whose log the message is: the one that it was said in or, where that is deleted or
   * gone, any of its forks that read it. Nothing if there is none in scope.
   */
  Optional<ThreadId> holder(Scope scope, MessageId id);

  /**
   * By position; {@code page.after} is a message's id.
   *
   * @throws io.threadkeep.error.NotFoundException if the thread, or {@code page.after} in it, is
   *     not in scope
   */
  Page<Message> list(Scope scope, ThreadId thread, PageRequest page);

  /**
   * Up to {@code limit} messages with positions below {@code position}, newest first: the query
   * behind every window. Costs what it returns, whatever the length of the thread; empty if the
   * thread is not in scope.
   */
  List<Message> before(Scope scope, ThreadId thread, long position, int limit);
}
