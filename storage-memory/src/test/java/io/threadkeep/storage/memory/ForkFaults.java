package io.threadkeep.storage.memory;

import io.threadkeep.id.MessageId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.search.SearchHit;
import io.threadkeep.search.SearchQuery;
import io.threadkeep.store.ErasureBatch;
import io.threadkeep.store.Purged;
import io.threadkeep.store.StorageException;
import io.threadkeep.store.ThreadFork;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ForkPoint;
import io.threadkeep.thread.ThreadQuery;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be wrong with threads that begin as a part of another one. */
final class ForkFaults {

  private ForkFaults() {}

  static Stream<Fault> all() {
    return Stream.of(
        Fault.in(
                "ThreadRecords.fork",
                "forks at the end, wherever it is asked to",
                Set.of(
                    "FORK-1", "FORK-3", "FORK-5", "FORK-6", "FORK-7", "FORK-9", "FORK-11",
                    "FORK-12", "FORK-13", "FORK-14", "FORK-15", "FORK-18", "FORK-19", "FORK-20",
                    "FORK-21"),
                call -> {
                  ThreadFork fork = call.argument(1, ThreadFork.class);
                  Optional<ChatThread> source =
                      call.store()
                          .threads()
                          .find(call.argument(0, Scope.class), fork.from().source());
                  return source.isEmpty()
                      ? call.proceed()
                      : call.with(1, at(fork, source.get().messageCount())).proceed();
                })
            .mayAlsoBreak("FORK-10", "FORK-16", "FORK-22"),
        Fault.in(
            "ThreadRecords.fork",
            "gives each fork its source's metadata",
            Set.of("FORK-3", "FORK-19"),
            call -> {
              ThreadFork fork = call.argument(1, ThreadFork.class);
              return call.with(1, with(fork, fork.from(), null)).proceed();
            }),
        Fault.in(
            "ThreadRecords.fork",
            "lets what comes back begin anew",
            Set.of("FORK-19", "FORK-20"),
            call -> {
              ThreadFork fork = call.argument(1, ThreadFork.class);
              return call.with(
                      1, new ThreadFork(fork.id(), fork.from(), fork.metadata(), fork.createdAt()))
                  .proceed();
            }),
        Fault.in(
                "ThreadRecords.fork",
                "lets nothing come back that was purged",
                Set.of("FORK-4", "FORK-20", "FORK-21"),
                call -> {
                  Object made = call.proceed();
                  Scope scope = call.argument(0, Scope.class);
                  ThreadFork fork = call.argument(1, ThreadFork.class);
                  if (hasLast(call.store(), scope, fork.id())) {
                    call.store().threads().delete(scope, fork.id());
                    throw new StorageException("It is gone.", null);
                  }
                  return made;
                })
            .mayAlsoBreak("FORK-22"),
        Fault.in(
            "ThreadRecords.fork",
            "gives a thread another id where its own is taken",
            Set.of("FORK-21"),
            call -> {
              try {
                return call.proceed();
              } catch (StorageException e) {
                ThreadFork fork = call.argument(1, ThreadFork.class);
                return call.store()
                    .threads()
                    .find(call.argument(0, Scope.class), fork.from().source())
                    .orElseThrow();
              }
            }),
        Fault.in(
            "MessageLog.holder",
            "knows only where a message was said",
            Set.of("FORK-18"),
            call -> {
              Scope scope = call.argument(0, Scope.class);
              MessageId id = call.argument(1, MessageId.class);
              Optional<?> found = (Optional<?>) Objects.requireNonNull(call.proceed());
              return found.filter(
                  thread ->
                      call.store()
                          .messages()
                          .find(scope, (ThreadId) thread, id)
                          .flatMap(message -> own(call.store(), scope, message))
                          .isPresent());
            }),
        Fault.in(
            "ThreadRecords.fork",
            "does not keep its key",
            Set.of("FORK-4"),
            call -> call.with(2, null).proceed()),
        Fault.in(
            "ThreadRecords.fork",
            "wakes the source",
            Set.of("FORK-5"),
            call -> {
              Object made = call.proceed();
              ThreadFork fork = call.argument(1, ThreadFork.class);
              call.store().threads().unarchive(call.argument(0, Scope.class), fork.from().source());
              return made;
            }),
        Fault.in(
            "MessageLog.find",
            "finds what was added to the fork alone",
            Set.of(
                "FORK-1", "FORK-2", "FORK-6", "FORK-8", "FORK-11", "FORK-12", "FORK-13", "FORK-19",
                "FORK-20", "FORK-21"),
            call -> ownOnly(call.store(), call.argument(0, Scope.class), call.proceed())),
        Fault.in(
            "MessageLog.restore",
            "takes what is shared for something else",
            Set.of("FORK-8"),
            call -> {
              Object restored = call.proceed();
              return restored == null ? null : false;
            }),
        Fault.in(
            "MessageSearch.search",
            "searches in a fork what was added to it alone",
            Set.of("FORK-9", "FORK-20"),
            call -> {
              Page<?> found = (Page<?>) call.proceed();
              SearchQuery query = call.argument(1, SearchQuery.class);
              ThreadId thread = query.thread();
              if (found == null || thread == null) {
                return found;
              }
              long shared = shared(call.store(), call.argument(0, Scope.class), thread);
              return new Page<>(
                  found.items().stream()
                      .map(SearchHit.class::cast)
                      .filter(hit -> hit.message().position() > shared)
                      .toList(),
                  found.next());
            }),
        Fault.in(
                "ThreadRecords.delete",
                "deletes the forks with their source",
                Set.of(
                    "FORK-11", "FORK-12", "FORK-13", "FORK-15", "FORK-17", "FORK-18", "FORK-20",
                    "FORK-21"),
                call -> {
                  Scope scope = call.argument(0, Scope.class);
                  ThreadId source = call.argument(1, ThreadId.class);
                  Object ended = call.proceed();
                  for (ChatThread fork : forks(call.store(), scope, source)) {
                    call.store().threads().delete(scope, fork.id());
                  }
                  return ended;
                })
            .mayAlsoBreak("FORK-16", "FORK-22"),
        Fault.in(
            "ThreadRecords.purge",
            "counts what it keeps for forks as removed",
            Set.of("FORK-12", "FORK-13"),
            call -> {
              Purged purged = (Purged) call.proceed();
              return purged == null || purged.threads() == 0
                  ? purged
                  : new Purged(
                      purged.threads(), purged.messages() + 1, purged.runs(), purged.more());
            }),
        Fault.in(
                "Erasures.erase",
                "counts again what is gone and kept for forks",
                Set.of("FORK-15"),
                call -> {
                  ThreadId thread = (ThreadId) call.arguments().get(1);
                  boolean again =
                      thread != null
                          && call.store()
                              .threads()
                              .find(call.argument(0, Scope.class), thread)
                              .isEmpty();
                  ErasureBatch batch = (ErasureBatch) call.proceed();
                  return again && batch != null ? ErasureFaults.oneThreadMore(batch) : batch;
                })
            .mayAlsoBreak("ERASE-3"));
  }

  private static ThreadFork at(ThreadFork fork, long position) {
    ForkPoint from = new ForkPoint(fork.from().source(), position);
    return with(fork, from, fork.metadata());
  }

  private static ThreadFork with(ThreadFork fork, ForkPoint from, @Nullable Metadata metadata) {
    return new ThreadFork(
        fork.id(),
        from,
        metadata,
        fork.createdAt(),
        fork.state(),
        fork.activeAt(),
        fork.forkedFrom());
  }

  private static @Nullable Object ownOnly(ThreadStore store, Scope scope, @Nullable Object found) {
    return found instanceof Optional<?> optional
        ? optional.map(Message.class::cast).flatMap(message -> own(store, scope, message))
        : found;
  }

  private static Optional<Message> own(ThreadStore store, Scope scope, Message message) {
    return Optional.of(message)
        .filter(said -> said.position() > shared(store, scope, said.threadId()));
  }

  /** Whether its last message is its own. */
  private static boolean hasLast(ThreadStore store, Scope scope, ThreadId thread) {
    return store.messages().list(scope, thread, PageRequest.newestFirst()).items().stream()
        .findFirst()
        .flatMap(last -> store.messages().holder(scope, last.id()))
        .filter(thread::equals)
        .isPresent();
  }

  private static long shared(ThreadStore store, Scope scope, ThreadId thread) {
    return store
        .threads()
        .find(scope, thread)
        .map(ChatThread::forkedFrom)
        .map(ForkPoint::position)
        .orElse(0L);
  }

  private static List<ChatThread> forks(ThreadStore store, Scope scope, ThreadId source) {
    return store
        .threads()
        .list(scope, ThreadQuery.ALL, PageRequest.newestFirst().limit(100))
        .items()
        .stream()
        .filter(thread -> isOf(thread.forkedFrom(), source))
        .toList();
  }

  private static boolean isOf(@Nullable ForkPoint from, ThreadId source) {
    return from != null && from.source().equals(source);
  }
}
