package io.threadkeep.storage.memory;

import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.ActiveRunException;
import io.threadkeep.run.IllegalRunMoveException;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeaseLostException;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunProgress;
import io.threadkeep.store.Claimant;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.store.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be wrong with runs and with the queue. */
final class RunFaults {

  private RunFaults() {}

  static Stream<Fault> all() {
    return Stream.of(
        Fault.in(
            "RunRecords.submit",
            "keeps the messages of a submission that it refuses",
            Set.of("RUN-4", "RUN-5", "DURABLE-6"),
            RunFaults::keepingMessages),
        Fault.in(
            "RunRecords.submitted", "knows no key", Set.of("RUN-32"), call -> Optional.empty()),
        Fault.in(
            "RunRecords.submit",
            "cancels a waiting run for the sake of the next",
            Set.of("RUN-4", "RUN-5", "RUN-6", "BUSY-3", "BUSY-6", "DURABLE-6"),
            RunFaults::pushingOut),
        Fault.in(
                "RunQueue.claim",
                "pins the window when a run is claimed",
                Set.of("RUN-3", "BUSY-4", "BUSY-10", "BUSY-11"),
                RunFaults::pinningLate)
            .mayAlsoBreak("BUSY-14"),
        Fault.in(
            "RunQueue.commit",
            "keeps the steps and status of a commit whose messages it refuses",
            Set.of("EVENT-6", "RUN-18"),
            RunFaults::halfCommitting),
        Fault.in(
            "RunQueue.commit",
            "takes a stale token for the newest",
            Set.of("EVENT-7", "QUEUE-7", "QUEUE-12", "RUN-27"),
            RunFaults::acceptingStale),
        Fault.in(
            "RunQueue.commit",
            "counts an attempt that was handed back",
            Set.of("QUEUE-6"),
            RunFaults::countingReleases),
        Fault.in(
            "RunQueue.commit",
            "forgets the delay of a retry",
            Set.of("QUEUE-5", "DURABLE-3"),
            call -> call.with(1, commit(call).after(Duration.ZERO)).proceed()),
        Fault.of(
            "leaves the last run of a full batch to the next worker",
            Set.of("QUEUE-1", "QUEUE-4", "QUEUE-24", "QUEUE-26", "DURABLE-5"),
            RunFaults::claimingTwice),
        Fault.in(
            "RunQueue.claim",
            "gives leases that end too early",
            Set.of("QUEUE-9", "QUEUE-13"),
            RunFaults::leasingShort),
        Fault.in(
            "RunQueue.heartbeat",
            "hears heartbeats and extends nothing",
            Set.of("QUEUE-9", "QUEUE-10", "QUEUE-16"),
            call -> call.with(1, Duration.ZERO).proceed()),
        Fault.in(
            "RunQueue.reap",
            "reaps without a limit",
            Set.of("QUEUE-18"),
            call -> call.with(1, Integer.MAX_VALUE).proceed()),
        Fault.in(
            "RunQueue.reap",
            "never gives a run up",
            Set.of("QUEUE-14", "RUN-11", "BUSY-3"),
            call -> call.with(0, Integer.MAX_VALUE).proceed()),
        Fault.in(
            "RunRecords.active",
            "takes the newest run for the active one",
            Set.of("RUN-30"),
            RunFaults::takingTheNewest),
        Fault.in(
            "RunRecords.replaceMetadata",
            "leaves a run alone that has ended",
            Set.of("RUN-31"),
            RunFaults::changingOnlyWhatGoesOn));
  }

  private static Object takingTheNewest(TwistedStore.Call call) {
    Scope scope = call.argument(0, Scope.class);
    ThreadId thread = call.argument(1, ThreadId.class);
    return call.store().threads().find(scope, thread).isEmpty()
        ? Optional.empty()
        : call.store().runs().list(scope, thread, PageRequest.newestFirst()).items().stream()
            .findFirst();
  }

  private static @Nullable Object changingOnlyWhatGoesOn(TwistedStore.Call call) throws Throwable {
    Optional<Run> run =
        call.store().runs().find(call.argument(0, Scope.class), call.argument(1, RunId.class));
    return run.isPresent() && run.get().status().isFinal() ? run.get() : call.proceed();
  }

  private static @Nullable Object keepingMessages(TwistedStore.Call call) throws Throwable {
    try {
      return call.proceed();
    } catch (ActiveRunException e) {
      RunSubmission refused = call.argument(1, RunSubmission.class);
      call.store()
          .messages()
          .append(call.argument(0, Scope.class), refused.threadId(), refused.messages(), null);
      throw e;
    }
  }

  private static @Nullable Object pushingOut(TwistedStore.Call call) throws Throwable {
    while (true) {
      try {
        return call.proceed();
      } catch (ActiveRunException e) {
        Run old = call.store().runs().cancel(call.argument(0, Scope.class), e.activeRunId());
        if (!old.status().isFinal()) {
          throw e;
        }
      }
    }
  }

  private static Object pinningLate(TwistedStore.Call call) throws Throwable {
    return pinning(
        call,
        run ->
            call.store().threads().find(run.owner(), run.threadId()).orElseThrow().messageCount());
  }

  /** Claims, and says that the runs are pinned to another end. */
  static List<LeasedRun> pinning(TwistedStore.Call call, Function<Run, Long> end) throws Throwable {
    return AdvanceFaults.claimed(
        call,
        run -> {
          RunProgress was = run.progress();
          return AdvanceFaults.at(run, end.apply(run), was.attempts(), was.advances());
        });
  }

  private static @Nullable Object halfCommitting(TwistedStore.Call call) throws Throwable {
    try {
      return call.proceed();
    } catch (StorageException e) {
      RunCommit whole = commit(call);
      call.with(
              1,
              new RunCommit(
                  whole.move(),
                  List.of(),
                  whole.steps(),
                  whole.usage(),
                  whole.error(),
                  whole.incomplete(),
                  whole.delay(),
                  whole.events()))
          .proceed();
      throw e;
    }
  }

  private static @Nullable Object acceptingStale(TwistedStore.Call call) throws Throwable {
    try {
      return call.proceed();
    } catch (LeaseLostException e) {
      Long newest = e.tokenFound();
      if (newest == null) {
        throw e;
      }
      try {
        return call.with(0, new Lease(e.lease().runId(), newest)).proceed();
      } catch (LeaseLostException stillLost) {
        throw e;
      }
    }
  }

  private static @Nullable Object countingReleases(TwistedStore.Call call) throws Throwable {
    RunCommit commit = commit(call);
    if (commit.move() != RunMove.RELEASE) {
      return call.proceed();
    }
    try {
      return call.with(
              1,
              new RunCommit(
                  RunMove.RETRY,
                  commit.messages(),
                  commit.steps(),
                  commit.usage(),
                  commit.error(),
                  commit.incomplete(),
                  commit.delay(),
                  commit.events()))
          .proceed();
    } catch (IllegalRunMoveException e) {
      return call.proceed();
    }
  }

  private static TwistedStore claimingTwice(TwistedStore store) {
    Queue<Object> left = new ConcurrentLinkedQueue<>();
    return store.twist(
        "RunQueue.claim",
        call -> {
          List<Object> claimed = new ArrayList<>();
          Object again = left.poll();
          if (again != null) {
            claimed.add(again);
          }
          claimed.addAll(call.proceed() instanceof List<?> list ? list : List.of());
          int limit = call.argument(1, Integer.class);
          if (limit > 1 && again == null && claimed.size() == limit) {
            left.add(claimed.get(limit - 1));
          }
          return claimed;
        });
  }

  private static @Nullable Object leasingShort(TwistedStore.Call call) throws Throwable {
    Claimant claimant = call.argument(0, Claimant.class);
    return call.with(0, claimant.lease(claimant.lease().minusMillis(2))).proceed();
  }

  private static RunCommit commit(TwistedStore.Call call) {
    return call.argument(1, RunCommit.class);
  }
}
