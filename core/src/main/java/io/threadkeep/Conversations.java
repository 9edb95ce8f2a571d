package io.threadkeep;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.limit.Checks;
import io.threadkeep.message.NewMessage;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.retention.ErasureReceipt;
import io.threadkeep.run.QueueFullException;
import io.threadkeep.search.SearchHit;
import io.threadkeep.search.SearchQuery;
import io.threadkeep.store.Purged;
import io.threadkeep.store.ThreadRecords;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The conversations of one scope: start, resume, find, relabel, archive, delete, restore, erase.
 */
public final class Conversations {
  /** How long a deleted thread can be kept for restoring. */
  public static final Duration LONGEST_GRACE = Duration.ofDays(3_650);

  private final Desk desk;
  private final ThreadRecords threads;
  private final Scope scope;

  Conversations(Desk desk, Scope scope) {
    this.desk = desk;
    this.threads = desk.store().threads();
    this.scope = scope;
  }

  public Conversation start() {
    return start(Metadata.EMPTY);
  }

  public Conversation start(Metadata metadata) {
    return start(metadata, null);
  }

  /**
   * Starts a conversation; a second call with the same key returns the first one's.
   *
   * @throws io.threadkeep.error.IdempotencyConflictException if the key stands for something else
   */
  public Conversation start(Metadata metadata, @Nullable String idempotencyKey) {
    ChatThread created =
        threads.create(newThread(metadata), Fingerprint.key(idempotencyKey, "start", metadata));
    return new Conversation(desk, scope, created.id());
  }

  /**
   * Starts a conversation in which {@code messages} are said already; a second call with the same
   * key returns the first one's, and says there what the first one perhaps has not.
   *
   * <p>Thread and messages are two steps: broken off between them, it leaves a thread without the
   * messages. With a key it can be called again.
   *
   * @throws io.threadkeep.error.IdempotencyConflictException if the key stands for something else
   */
  public Conversation start(
      Metadata metadata, List<NewMessage> messages, @Nullable String idempotencyKey) {
    if (messages.isEmpty()) {
      return start(metadata, idempotencyKey);
    }
    ChatThread created =
        threads.create(
            newThread(metadata), Fingerprint.key(idempotencyKey, "start", metadata, messages));
    Conversation conversation = new Conversation(desk, scope, created.id());
    conversation.append(messages, own(idempotencyKey, created.id()));
    return conversation;
  }

  /**
   * Starts a conversation with a run; a second call with the same key returns the first one's.
   *
   * <p>Thread and run are two steps: broken off between them, it leaves an empty thread. With a key
   * it can be called again. Of a run that is refused, as by {@link RunExecutor#submit}, no thread
   * stays.
   *
   * @throws io.threadkeep.error.IdempotencyConflictException if the key stands for something else
   */
  public PendingRun startWith(Metadata metadata, RunRequest request) {
    ChatThread thread = newThread(metadata);
    ThreadId id = threads.create(thread, RunKey.ofThread(metadata, request)).id();
    String key = own(request.idempotencyKey(), id);
    try {
      return new Conversation(desk, scope, id).run(key == null ? request : request.key(key));
    } catch (InvalidInputException | NotFoundException | QueueFullException refused) {
      if (id.equals(thread.id())) {
        delete(id);
      }
      throw refused;
    }
  }

  private ChatThread newThread(Metadata metadata) {
    return new ChatThread(desk.ids().thread(), scope, metadata, 0, desk.clock().instant());
  }

  /** The key of the second step: the caller's stands for the thread. */
  private static @Nullable String own(@Nullable String idempotencyKey, ThreadId thread) {
    return idempotencyKey == null ? null : "start:" + thread;
  }

  /**
   * Takes a conversation up where it was left.
   *
   * @throws NotFoundException if the scope has no such thread
   */
  public Conversation resume(ThreadId id) {
    return new Conversation(desk, scope, get(id).id());
  }

  /**
   * @throws NotFoundException if the scope has no such thread
   */
  public ChatThread get(ThreadId id) {
    return threads.find(scope, id).orElseThrow(() -> new NotFoundException("thread", id.value()));
  }

  /**
   * Which threads belong to user X, or carry a label: {@code find(ThreadQuery.with("user_id",
   * "u-42"), PageRequest.newestFirst())}.
   */
  public Page<ChatThread> find(ThreadQuery query, PageRequest page) {
    return threads.list(scope, query, page);
  }

  /**
   * Which messages hold all words of a query, in the threads of this scope: {@code
   * search(SearchQuery.of("refund").ofUser("u-42"), PageRequest.newestFirst())}. A page may hold
   * fewer hits than asked for and still have a next one.
   *
   * @throws NotFoundException if the scope has no such thread
   */
  public Page<SearchHit> search(SearchQuery query, PageRequest page) {
    return desk.store().search().search(scope, query, page);
  }

  /** All hits, newest first, looked for in pages as the stream goes on. */
  public Stream<SearchHit> search(SearchQuery query) {
    return Stream.iterate(
            search(query, PageRequest.newestFirst()),
            page -> page != null,
            page -> page.next() == null ? null : search(query, page.next()))
        .flatMap(page -> page.items().stream());
  }

  /**
   * Puts {@code metadata} in the place of the old, as a whole.
   *
   * @throws NotFoundException if the scope has no such thread
   */
  public ChatThread updateMetadata(ThreadId id, Metadata metadata) {
    return threads.replaceMetadata(scope, id, metadata);
  }

  /**
   * Takes the thread out of the lists; {@code find(query.archived(), page)} shows it. It can be
   * read and written as before, and the next message or run brings it back.
   *
   * @throws NotFoundException if the scope has no such thread
   */
  public ChatThread archive(ThreadId id) {
    return threads.archive(scope, id);
  }

  /**
   * Brings an archived thread back, active as of now.
   *
   * @throws NotFoundException if the scope has no such thread
   */
  public ChatThread unarchive(ThreadId id) {
    return threads.unarchive(scope, id);
  }

  /**
   * Removes the thread with its messages, runs, steps and keys; gone when this returns. Runs under
   * way are cancelled and write nothing more. A long thread is removed in batches that hold nobody
   * up; should the process die on the way, it stays invisible and the engine removes the rest. Its
   * forks live on, with the messages that they share with it.
   *
   * @throws NotFoundException if the scope has no such thread
   */
  public void delete(ThreadId id) {
    delete(id, Duration.ZERO);
    Purged purged;
    do {
      purged = threads.purge(scope, id, ThreadRecords.PURGE_BATCH);
    } while (purged.more());
  }

  /**
   * Deletes the thread so that it can be restored for a while. Until then it looks as if it were
   * not there, but to {@code find(query.deleted(), page)}; then it is removed for good. Runs under
   * way are cancelled, its idempotency keys are free.
   *
   * @param grace zero to ten years
   * @throws NotFoundException if the scope has no such thread
   */
  public void delete(ThreadId id, Duration grace) {
    Checks.range("grace", grace, Duration.ZERO, LONGEST_GRACE);
    desk.engine().withdrawn(threads.delete(scope, id, grace));
  }

  /**
   * Brings a deleted thread back with its log, active as of now; its cancelled runs stay so.
   *
   * @throws NotFoundException if the scope has no such thread that can still be restored
   */
  public ChatThread restore(ThreadId id) {
    return threads.restore(scope, id);
  }

  /**
   * Erases the thread and all that hangs on it for good, also one that is archived or deleted: in
   * batches, with no grace. So are its forks that share messages with it. Broken off and called
   * again, it comes to the same end and the same receipt; so does a call when it is over.
   *
   * @throws NotFoundException if the scope has no such thread, and has erased none
   */
  public ErasureReceipt erase(ThreadId id) {
    return erase(id, receipt -> {});
  }

  /**
   * @param progress hears of every batch, on the calling thread
   */
  public ErasureReceipt erase(ThreadId id, Consumer<ErasureReceipt> progress) {
    return Erasing.everything(desk, scope, id, progress);
  }
}
