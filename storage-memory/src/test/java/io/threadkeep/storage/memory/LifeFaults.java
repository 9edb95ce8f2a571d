package io.threadkeep.storage.memory;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.store.Purged;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ThreadQuery;
import io.threadkeep.thread.ThreadState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What can be wrong with threads that are put away, deleted and restored. */
final class LifeFaults {

  private LifeFaults() {}

  static Stream<Fault> all() {
    return Stream.of(
        Fault.in(
            "ThreadRecords.list",
            "lists active threads whatever is asked for",
            Set.of("LIFE-1", "LIFE-3", "LIFE-7", "LIFE-8"),
            call -> {
              ThreadQuery query = call.argument(1, ThreadQuery.class);
              return call.with(1, new ThreadQuery(query.user(), query.metadata())).proceed();
            }),
        Fault.in(
            "MessageLog.append",
            "leaves a thread archived that is written to",
            Set.of("LIFE-3"),
            call -> {
              Scope scope = call.argument(0, Scope.class);
              ThreadId id = call.argument(1, ThreadId.class);
              boolean archived =
                  call.store()
                      .threads()
                      .find(scope, id)
                      .filter(thread -> thread.state() == ThreadState.ARCHIVED)
                      .isPresent();
              Object appended = call.proceed();
              if (archived) {
                call.store().threads().archive(scope, id);
              }
              return appended;
            }),
        Fault.in(
            "ThreadRecords.archive",
            "takes putting away for use",
            Set.of("LIFE-4"),
            call -> {
              Scope scope = call.argument(0, Scope.class);
              call.store().threads().unarchive(scope, call.argument(1, ThreadId.class));
              return call.proceed();
            }),
        Fault.in(
            "ThreadRecords.delete",
            "does not say which runs it has ended",
            Set.of("LIFE-6"),
            call -> {
              Object ended = call.proceed();
              return ended == null ? null : List.of();
            }),
        Fault.in(
            "ThreadRecords.delete",
            "gives no grace",
            Set.of("LIFE-5", "LIFE-6", "LIFE-7", "LIFE-8", "LIFE-11", "LIFE-13", "RUN-11"),
            call ->
                call.arguments().size() == 3
                    ? call.with(2, Duration.ZERO).proceed()
                    : call.proceed()),
        Fault.in(
            "ThreadRecords.restore",
            "restores what was never deleted",
            Set.of("LIFE-8"),
            call -> {
              Optional<ChatThread> live =
                  call.store()
                      .threads()
                      .find(call.argument(0, Scope.class), call.argument(1, ThreadId.class));
              return live.isPresent() ? live.get() : call.proceed();
            }),
        Fault.in(
            "ThreadRecords.purge",
            "stops before the end",
            Set.of("LIFE-12", "LIFE-14"),
            call -> {
              Purged purged = (Purged) call.proceed();
              return purged == null
                  ? null
                  : new Purged(purged.threads(), purged.messages() / 2, purged.runs(), false);
            }));
  }
}
