package io.threadkeep.storage.memory;

import io.threadkeep.event.EventBody;
import io.threadkeep.event.RunEvent;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.store.NewEvents;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.StorageException;
import io.threadkeep.store.StoredEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be wrong with the events of runs. */
final class EventFaults {

  private EventFaults() {}

  static Stream<Fault> all() {
    return Stream.of(
        Fault.in("RunQueue.publish", "loses emoji", Set.of("EVENT-1"), EventFaults::withoutEmoji),
        Fault.in(
            "RunRecords.events",
            "shows the event that a reader has seen once more",
            Set.of("EVENT-2", "EVENT-12"),
            call -> call.with(2, Math.max(0, call.argument(2, Long.class) - 1)).proceed()),
        Fault.in(
            "RunRecords.events",
            "shows all the rest, whatever the limit",
            Set.of("EVENT-2"),
            call -> call.with(3, Integer.MAX_VALUE).proceed()),
        Fault.in(
            "RunRecords.events",
            "tells how far it has read for how far the run has come",
            Set.of("EVENT-2", "EVENT-10"),
            EventFaults::tellingWhatItRead),
        Fault.in(
            "RunRecords.events",
            "gives all that it reads the time of the newest of them",
            Set.of("EVENT-13"),
            EventFaults::asOfTheNewest),
        Fault.in(
            "RunRecords.events",
            "gives events the time when the run was claimed",
            Set.of("EVENT-13"),
            call -> asOf(stored(call), claimed(call))),
        Fault.in(
            "RunRecords.events",
            "takes a run's claim for its end",
            Set.of("EVENT-13"),
            EventFaults::endedWhenClaimed),
        Fault.of(
            "takes events that come again for new ones",
            Set.of("EVENT-3", "EVENT-5", "EVENT-9"),
            EventFaults::withoutMemory),
        Fault.in(
            "RunQueue.publish",
            "keeps to itself which leases are lost",
            Set.of("EVENT-4", "EVENT-5", "EVENT-7", "EVENT-8"),
            call -> {
              call.proceed();
              return Set.of();
            }),
        Fault.in(
            "RunQueue.publish",
            "stores nothing at all if one lease is lost",
            Set.of("EVENT-4"),
            EventFaults::allOrNothing),
        Fault.in(
            "RunQueue.commit",
            "drops the events of a commit",
            Set.of("EVENT-5", "EVENT-6", "EVENT-7", "EVENT-9", "EVENT-10"),
            call ->
                call.with(1, call.argument(1, RunCommit.class).telling(NewEvents.NONE)).proceed()),
        Fault.in(
            "RunQueue.commit",
            "keeps the events of a commit whose messages it refuses",
            Set.of("EVENT-6"),
            EventFaults::keepingRefused),
        Fault.in(
            "RunQueue.claim",
            "counts a run's events anew for each attempt",
            Set.of("EVENT-7"),
            EventFaults::countingAnew),
        Fault.in(
            "RunQueue.forgetEvents",
            "forgets what has only just ended",
            Set.of("EVENT-10"),
            call -> call.with(0, Duration.ZERO).proceed()),
        Fault.in(
            "RunQueue.forgetEvents",
            "forgets without a limit",
            Set.of("EVENT-10"),
            call -> call.with(1, Integer.MAX_VALUE).proceed()));
  }

  private static @Nullable Object withoutEmoji(TwistedStore.Call call) throws Throwable {
    Map<Lease, NewEvents> changed = batches(call);
    changed.replaceAll(
        (lease, events) ->
            new NewEvents(
                events.after(), events.bodies().stream().map(EventFaults::plain).toList()));
    return call.with(0, changed).proceed();
  }

  private static EventBody plain(EventBody body) {
    return body instanceof EventBody.TextDelta delta
        ? new EventBody.TextDelta(delta.messageId(), delta.text().replace("\uD83D\uDE00", "?"))
        : body;
  }

  private static @Nullable Object tellingWhatItRead(TwistedStore.Call call) throws Throwable {
    StoredEvents stored = stored(call);
    long read = stored.events().stream().mapToLong(RunEvent::sequence).max().orElse(0);
    return new StoredEvents(stored.events(), read, stored.status(), stored.endedAt());
  }

  private static @Nullable Object asOfTheNewest(TwistedStore.Call call) throws Throwable {
    StoredEvents stored = stored(call);
    return stored.events().isEmpty()
        ? stored
        : asOf(stored, stored.events().get(stored.events().size() - 1).at());
  }

  private static @Nullable Object endedWhenClaimed(TwistedStore.Call call) throws Throwable {
    StoredEvents stored = stored(call);
    return stored.endedAt() == null
        ? stored
        : new StoredEvents(stored.events(), stored.last(), stored.status(), claimed(call));
  }

  private static Instant claimed(TwistedStore.Call call) {
    Run run =
        call.store()
            .runs()
            .find(call.argument(0, Scope.class), call.argument(1, RunId.class))
            .orElseThrow();
    return Objects.requireNonNullElse(run.times().startedAt(), run.times().createdAt());
  }

  private static StoredEvents stored(TwistedStore.Call call) throws Throwable {
    return (StoredEvents) Objects.requireNonNull(call.proceed());
  }

  private static StoredEvents asOf(StoredEvents stored, Instant time) {
    List<RunEvent> events =
        stored.events().stream()
            .map(event -> new RunEvent(event.runId(), event.sequence(), time, event.body()))
            .toList();
    return new StoredEvents(events, stored.last(), stored.status(), stored.endedAt());
  }

  private static TwistedStore withoutMemory(TwistedStore store) {
    Map<Lease, Long> counts = new ConcurrentHashMap<>();
    return store
        .twist(
            "RunQueue.claim",
            call -> {
              List<?> claimed = (List<?>) Objects.requireNonNull(call.proceed());
              claimed.forEach(
                  one -> counts.put(((LeasedRun) one).lease(), ((LeasedRun) one).lastEvent()));
              return claimed;
            })
        .twist(
            "RunQueue.publish",
            call -> {
              Map<Lease, NewEvents> renumbered = batches(call);
              renumbered.replaceAll((lease, events) -> behindAll(counts, lease, events));
              return call.with(0, renumbered).proceed();
            });
  }

  private static NewEvents behindAll(Map<Lease, Long> counts, Lease lease, NewEvents events) {
    long count = counts.merge(lease, (long) events.bodies().size(), Long::sum);
    return new NewEvents(count - events.bodies().size(), events.bodies());
  }

  private static @Nullable Object allOrNothing(TwistedStore.Call call) throws Throwable {
    Set<Lease> leases = batches(call).keySet();
    for (Lease lease : leases) {
      Map<Lease, NewEvents> nothing = Map.of(lease, NewEvents.NONE);
      if (call.with(0, nothing).proceed() instanceof Set<?> lost && !lost.isEmpty()) {
        return leases;
      }
    }
    return call.proceed();
  }

  private static @Nullable Object keepingRefused(TwistedStore.Call call) throws Throwable {
    try {
      return call.proceed();
    } catch (StorageException e) {
      call.store()
          .queue()
          .publish(
              Map.of(call.argument(0, Lease.class), call.argument(1, RunCommit.class).events()));
      throw e;
    }
  }

  private static List<LeasedRun> countingAnew(TwistedStore.Call call) throws Throwable {
    List<LeasedRun> claimed = new ArrayList<>();
    for (Object one : call.proceed() instanceof List<?> list ? list : List.of()) {
      LeasedRun leased = (LeasedRun) one;
      claimed.add(new LeasedRun(leased.run(), leased.lease(), 0));
    }
    return claimed;
  }

  /** A copy of what is published. */
  private static Map<Lease, NewEvents> batches(TwistedStore.Call call) {
    Map<Lease, NewEvents> batches = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) call.argument(0, Map.class)).entrySet()) {
      batches.put((Lease) entry.getKey(), (NewEvents) entry.getValue());
    }
    return batches;
  }
}
