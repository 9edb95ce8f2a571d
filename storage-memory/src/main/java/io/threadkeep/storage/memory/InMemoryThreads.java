package io.threadkeep.storage.memory;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.ThreadRecords;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Threads, without their messages. */
final class InMemoryThreads implements ThreadRecords {
  private final Memory memory;

  InMemoryThreads(Memory memory) {
    this.memory = memory;
  }

  @Override
  public ChatThread create(ChatThread thread, @Nullable IdempotencyKey key) {
    return memory.transaction(
        () -> {
          HeldThread first = memory.keys().replay(thread.owner(), key, HeldThread.class);
          if (first == null) {
            first = memory.shelf().find(thread.id());
          }
          if (first == null) {
            return add(thread, key);
          }
          if (!thread.owner().reaches(first.owner())) {
            throw Memory.taken(thread.id());
          }
          return first.shown();
        });
  }

  private ChatThread add(ChatThread thread, @Nullable IdempotencyKey key) {
    HeldThread held = new HeldThread(thread);
    memory.index().add(held);
    memory.keys().record(thread.owner(), key, held, held, memory.now());
    // Last, because it may make Caffeine forget another thread.
    memory.shelf().put(held);
    return held.shown();
  }

  @Override
  public Optional<ChatThread> find(Scope scope, ThreadId id) {
    return memory.transaction(() -> memory.findThread(scope, id).map(HeldThread::shown));
  }

  @Override
  public Page<ChatThread> list(Scope scope, ThreadQuery query, PageRequest page) {
    return memory.transaction(
        () ->
            Pages.cut(
                memory.index().candidates(scope, query),
                page,
                placeOf(scope, page.after()),
                thread -> matches(scope, query, thread),
                HeldThread::shown,
                thread -> thread.id().value()));
  }

  private boolean matches(Scope scope, ThreadQuery query, HeldThread thread) {
    return scope.reaches(thread.owner())
        && (query.user() == null || query.user().equals(thread.owner().user()))
        && thread.metadata().containsAll(query.metadata())
        && memory.shelf().holds(thread);
  }

  private @Nullable Place placeOf(Scope scope, @Nullable String after) {
    if (after == null) {
      return null;
    }
    return Wanted.id(after, ThreadId::new)
        .flatMap(id -> memory.findThread(scope, id))
        .map(HeldThread::place)
        .orElseThrow(() -> new NotFoundException("thread", after));
  }

  @Override
  public ChatThread replaceMetadata(Scope scope, ThreadId id, Metadata metadata) {
    return memory.transaction(
        () -> {
          HeldThread thread = memory.thread(scope, id);
          memory.index().remove(thread);
          thread.metadata(metadata);
          memory.index().add(thread);
          return thread.shown();
        });
  }

  @Override
  public void delete(Scope scope, ThreadId id) {
    memory.transaction(
        () -> {
          HeldThread thread = memory.thread(scope, id);
          memory.delete(thread);
          return thread;
        });
  }
}
