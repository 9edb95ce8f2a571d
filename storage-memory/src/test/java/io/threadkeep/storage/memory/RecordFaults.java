package io.threadkeep.storage.memory;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.id.AssistantId;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.thread.ThreadQuery;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be wrong with threads, with assistants, and with the walls between tenants. */
final class RecordFaults {

  private RecordFaults() {}

  static Stream<Fault> all() {
    return Stream.of(
        Fault.of(
            "leaves messages behind when a thread is deleted",
            Set.of("THREAD-15"),
            RecordFaults::withLeftovers),
        Fault.in(
            "ThreadRecords.list",
            "matches metadata by its first pair",
            Set.of("THREAD-12"),
            RecordFaults::byFirstPair),
        Fault.in(
            "ThreadRecords.replaceMetadata",
            "adds to metadata instead of replacing it",
            Set.of("THREAD-5", "THREAD-14"),
            RecordFaults::adding),
        Fault.in(
            "AssistantRecords.replace",
            "lets the last update of an assistant win",
            Set.of("ASSISTANT-5", "ASSISTANT-6"),
            RecordFaults::lastWins),
        Fault.in(
            "ThreadRecords.list",
            "lists threads of other users",
            Set.of("THREAD-11", "THREAD-12", "SCOPE-2", "SCOPE-4"),
            call -> call.with(0, Scope.tenant(call.argument(0, Scope.class).tenant())).proceed()),
        Fault.in(
            "RunRecords.find",
            "finds runs of other users",
            Set.of("SCOPE-2"),
            call -> call.with(0, Scope.tenant(call.argument(0, Scope.class).tenant())).proceed()),
        Fault.in(
            "ThreadRecords.find",
            "compares users without regard to case",
            Set.of("SCOPE-2"),
            call -> call.with(0, lowerCase(call.argument(0, Scope.class))).proceed()));
  }

  private static TwistedStore withLeftovers(TwistedStore store) {
    Map<MessageId, Message> leftovers = new ConcurrentHashMap<>();
    store.twist(
        "ThreadRecords.delete",
        call -> {
          Scope scope = call.argument(0, Scope.class);
          ThreadId thread = call.argument(1, ThreadId.class);
          call.store()
              .messages()
              .before(scope, thread, Long.MAX_VALUE, 100)
              .forEach(message -> leftovers.put(message.id(), message));
          return call.proceed();
        });
    return store.twist(
        "MessageLog.find",
        call -> {
          Message left = leftovers.get(call.argument(2, MessageId.class));
          return left == null ? call.proceed() : Optional.of(left);
        });
  }

  private static @Nullable Object byFirstPair(TwistedStore.Call call) throws Throwable {
    ThreadQuery query = call.argument(1, ThreadQuery.class);
    Metadata first =
        query.metadata().pairs().entrySet().stream()
            .findFirst()
            .map(pair -> Metadata.of(pair.getKey(), pair.getValue()))
            .orElse(Metadata.EMPTY);
    return call.with(1, new ThreadQuery(query.user(), first, query.state())).proceed();
  }

  private static @Nullable Object adding(TwistedStore.Call call) throws Throwable {
    Metadata sum =
        call.store()
            .threads()
            .find(call.argument(0, Scope.class), call.argument(1, ThreadId.class))
            .map(thread -> thread.metadata())
            .orElse(Metadata.EMPTY);
    for (Map.Entry<String, String> pair : call.argument(2, Metadata.class).pairs().entrySet()) {
      sum = sum.with(pair.getKey(), pair.getValue());
    }
    return call.with(2, sum).proceed();
  }

  private static @Nullable Object lastWins(TwistedStore.Call call) throws Throwable {
    Scope scope = call.argument(0, Scope.class);
    AssistantId id = call.argument(1, AssistantId.class);
    Object replaced;
    do {
      long newest = call.store().assistants().find(scope, id).map(Assistant::revision).orElse(0L);
      replaced = call.with(2, newest).proceed();
    } while (Optional.empty().equals(replaced));
    return replaced;
  }

  private static Scope lowerCase(Scope scope) {
    String user = scope.user();
    return new Scope(scope.tenant(), user == null ? null : user.toLowerCase(Locale.ROOT));
  }
}
