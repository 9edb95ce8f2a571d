package io.threadkeep.storage.memory;

import io.threadkeep.id.MessageId;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.kit.Samples;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.Page;
import io.threadkeep.run.ActiveRunException;
import io.threadkeep.search.SearchHit;
import io.threadkeep.store.StoredEvents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be wrong with taking messages back. */
final class WithdrawalFaults {
  private static final String WITHDRAW = "MessageLog.withdraw";

  private WithdrawalFaults() {}

  static Stream<Fault> all() {
    return Stream.of(
        Fault.in(
            WITHDRAW,
            "takes the words and leaves the metadata",
            Set.of("WITHDRAW-1"),
            call -> {
              Metadata metadata = said(call).metadata();
              return call.with(2, left(call).withMetadata(metadata)).proceed();
            }),
        Fault.in(
            WITHDRAW,
            "takes back what was said in the thread itself alone",
            Set.of("WITHDRAW-2", "WITHDRAW-3"),
            call ->
                isShared(call)
                    ? new Message(thread(call), said(call).position(), left(call))
                    : call.proceed()),
        Fault.of("finds what it has found before", Set.of("WITHDRAW-3"), WithdrawalFaults::finding)
            .mayAlsoBreak("WITHDRAW-6"),
        Fault.in(
                "Summaries.add",
                "does not look at what a summary was made of",
                Set.of("WITHDRAW-4"),
                call -> call.with(2, Samples.NO_BASIS).proceed())
            .mayAlsoBreak("WITHDRAW-7"),
        Fault.in(
            WITHDRAW,
            "says that it is done while the run goes on",
            Set.of("WITHDRAW-5"),
            WithdrawalFaults::pretending),
        Fault.of(
            "forgets the events of whichever run a message names",
            Set.of("WITHDRAW-5"),
            WithdrawalFaults::forgetting));
  }

  private static TwistedStore finding(TwistedStore store) {
    Map<MessageId, SearchHit> seen = new ConcurrentHashMap<>();
    return store.twist(
        "MessageSearch.search",
        call -> {
          Page<?> page = (Page<?>) call.proceed();
          Map<MessageId, SearchHit> hits = new LinkedHashMap<>();
          for (Object item : page == null ? List.of() : page.items()) {
            SearchHit hit = (SearchHit) item;
            hits.put(hit.message().id(), hit);
          }
          for (SearchHit hit : List.copyOf(seen.values())) {
            if (isWithdrawn(call, hit.message())) {
              hits.putIfAbsent(hit.message().id(), hit);
            }
          }
          seen.putAll(hits);
          return new Page<>(List.copyOf(hits.values()), page == null ? null : page.next());
        });
  }

  private static boolean isWithdrawn(TwistedStore.Call call, Message found) {
    return call.store()
        .messages()
        .find(call.argument(0, Scope.class), found.threadId(), found.id())
        .filter(Message::isWithdrawn)
        .isPresent();
  }

  private static @Nullable Object pretending(TwistedStore.Call call) throws Throwable {
    try {
      return call.proceed();
    } catch (ActiveRunException e) {
      return new Message(thread(call), said(call).position(), left(call));
    }
  }

  private static TwistedStore forgetting(TwistedStore store) {
    Set<RunId> forgotten = ConcurrentHashMap.newKeySet();
    return store
        .twist(
            WITHDRAW,
            call -> {
              RunId author = left(call).origin().runId();
              Object done = call.proceed();
              if (author != null) {
                forgotten.add(author);
              }
              return done;
            })
        .twist(
            "RunRecords.events",
            call -> {
              StoredEvents stored = (StoredEvents) call.proceed();
              return stored != null && forgotten.contains(call.argument(1, RunId.class))
                  ? new StoredEvents(List.of(), stored.last(), stored.status(), stored.endedAt())
                  : stored;
            });
  }

  private static MessageDraft left(TwistedStore.Call call) {
    return call.argument(2, MessageDraft.class);
  }

  private static ThreadId thread(TwistedStore.Call call) {
    return call.argument(1, ThreadId.class);
  }

  private static Message said(TwistedStore.Call call) {
    return call.store()
        .messages()
        .find(call.argument(0, Scope.class), thread(call), left(call).id())
        .orElseThrow();
  }

  private static boolean isShared(TwistedStore.Call call) {
    return call.store()
        .messages()
        .holder(call.argument(0, Scope.class), left(call).id())
        .filter(thread(call)::equals)
        .isEmpty();
  }
}
