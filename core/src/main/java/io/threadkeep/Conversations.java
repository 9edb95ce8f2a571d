package io.threadkeep;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.store.ThreadRecords;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import org.jspecify.annotations.Nullable;

/** The conversations of one scope: start, resume, find, relabel, delete. */
public final class Conversations {
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
    ChatThread thread =
        new ChatThread(desk.ids().thread(), scope, metadata, 0, desk.clock().instant());
    ChatThread created = threads.create(thread, Fingerprint.key(idempotencyKey, "start", metadata));
    return new Conversation(desk, scope, created.id());
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
   * Puts {@code metadata} in the place of the old, as a whole.
   *
   * @throws NotFoundException if the scope has no such thread
   */
  public ChatThread updateMetadata(ThreadId id, Metadata metadata) {
    return threads.replaceMetadata(scope, id, metadata);
  }

  /**
   * Removes the thread with its messages, runs, steps and keys. A run under way is stopped and
   * writes nothing more.
   *
   * @throws NotFoundException if the scope has no such thread
   */
  public void delete(ThreadId id) {
    threads.delete(scope, id);
  }
}
