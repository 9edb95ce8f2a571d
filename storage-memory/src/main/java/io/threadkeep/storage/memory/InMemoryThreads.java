package io.threadkeep.storage.memory;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.Run;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.Purged;
import io.threadkeep.store.ThreadFork;
import io.threadkeep.store.ThreadRecords;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import io.threadkeep.thread.ThreadState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
          if (first == null && memory.kept().find(thread.id()) == null) {
            return add(thread.owner(), new HeldThread(thread), key);
          }
          if (first == null || first.isDeleted() || !thread.owner().reaches(first.owner())) {
            throw Memory.taken(thread.id());
          }
          return first.shown();
        });
  }

  @Override
  public ChatThread fork(Scope scope, ThreadFork fork, @Nullable IdempotencyKey key) {
    return memory.transaction(
        () -> {
          HeldThread source = memory.thread(scope, fork.from().source());
          HeldThread first = memory.keys().replay(scope, key, HeldThread.class);
          if (first == null) {
            first = memory.shelf().find(fork.id());
          }
          if (first == null) {
            ChatThread made = fork.of(source.shown());
            return add(scope, new HeldThread(made, begun(source.log(), made)), key);
          }
          if (first.isDeleted() || !scope.reaches(first.owner())) {
            throw Memory.taken(fork.id());
          }
          return first.shown();
        });
  }

  /** What is left of it from before, or a new log. */
  private HeldLog begun(HeldLog source, ChatThread fork) {
    HeldLog kept = memory.kept().find(fork.id());
    if (kept == null) {
      return source.fork(fork.id(), fork.messageCount());
    }
    if (!kept.comeBack(source, fork.messageCount())) {
      throw Memory.taken(fork.id());
    }
    memory.kept().note(kept);
    return kept;
  }

  private ChatThread add(Scope scope, HeldThread held, @Nullable IdempotencyKey key) {
    memory.index().add(held);
    memory.keys().record(scope, key, held, held, memory.now());
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
                placeOf(scope, query, page.after()),
                thread -> matches(scope, query, thread),
                HeldThread::shown,
                thread -> thread.id().value()));
  }

  private boolean matches(Scope scope, ThreadQuery query, HeldThread thread) {
    Instant purgeAt = thread.purgeAt();
    return scope.reaches(thread.owner())
        && thread.state() == query.state()
        && (purgeAt == null || purgeAt.isAfter(memory.now()))
        && (query.user() == null || query.user().equals(thread.owner().user()))
        && thread.metadata().containsAll(query.metadata())
        && memory.shelf().holds(thread);
  }

  private @Nullable Place placeOf(Scope scope, ThreadQuery query, @Nullable String after) {
    if (after == null) {
      return null;
    }
    return Wanted.id(after, ThreadId::new)
        .flatMap(id -> memory.findAny(scope, id))
        .filter(thread -> !thread.isDeleted() || query.state() == ThreadState.DELETED)
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
  public ChatThread archive(Scope scope, ThreadId id) {
    return memory.transaction(
        () -> {
          HeldThread thread = memory.thread(scope, id);
          thread.archive();
          return thread.shown();
        });
  }

  @Override
  public ChatThread unarchive(Scope scope, ThreadId id) {
    return memory.transaction(
        () -> {
          HeldThread thread = memory.thread(scope, id);
          thread.wake(memory.now());
          return thread.shown();
        });
  }

  @Override
  public List<Run> delete(Scope scope, ThreadId id, Duration grace) {
    return memory.transaction(
        () -> {
          Instant now = memory.now();
          HeldThread thread =
              memory
                  .findAny(scope, id)
                  .orElseThrow(() -> new NotFoundException("thread", id.value()));
          if (!thread.isDeleted()) {
            return memory.delete(thread, now.plus(grace));
          }
          if (!grace.isZero() || !isDue(thread, now)) {
            throw new NotFoundException("thread", id.value());
          }
          return List.of();
        });
  }

  private static boolean isDue(HeldThread thread, Instant now) {
    Instant purgeAt = thread.purgeAt();
    return purgeAt != null && !purgeAt.isAfter(now);
  }

  @Override
  public ChatThread restore(Scope scope, ThreadId id) {
    return memory.transaction(
        () -> {
          Instant now = memory.now();
          HeldThread thread =
              memory
                  .findAny(scope, id)
                  .filter(held -> held.isDeleted() && !isDue(held, now))
                  .orElseThrow(() -> new NotFoundException("thread", id.value()));
          thread.wake(now);
          memory.deleted().remove(id);
          return thread.shown();
        });
  }

  @Override
  public Purged purge(int limit) {
    return memory.transaction(
        () -> {
          Instant now = memory.now();
          return remove(
              memory.deleted().values().stream().filter(thread -> isDue(thread, now)).toList(),
              limit);
        });
  }

  @Override
  public Purged purge(Scope scope, ThreadId id, int limit) {
    return memory.transaction(
        () -> {
          Instant now = memory.now();
          return remove(
              memory.findAny(scope, id).filter(thread -> isDue(thread, now)).stream().toList(),
              limit);
        });
  }

  /** Whole threads: there is nobody whom a long one would hold up for long. */
  private Purged remove(List<HeldThread> due, int limit) {
    Purged purged = Purged.NOTHING;
    for (HeldThread thread : due) {
      if (purged.messages() >= limit || purged.threads() >= limit) {
        return new Purged(purged.threads(), purged.messages(), purged.runs(), true);
      }
      int messages = memory.remove(thread);
      purged = purged.plus(new Purged(1, messages, thread.runs().size(), false));
    }
    return purged;
  }
}
