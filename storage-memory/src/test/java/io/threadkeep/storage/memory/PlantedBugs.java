package io.threadkeep.storage.memory;

import static io.threadkeep.storage.memory.PlantedBug.inTheEngine;
import static io.threadkeep.storage.memory.PlantedBug.inTheStore;

import io.threadkeep.id.IdSource;
import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.StepId;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.run.IllegalRunMoveException;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeaseLostException;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunProgress;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.Usage;
import io.threadkeep.storage.memory.TwistedStore.Call;
import io.threadkeep.store.LeaseState;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.store.StorageUnavailableException;
import io.threadkeep.store.SubmittedRun;
import io.threadkeep.store.ToolCallState;
import io.threadkeep.store.ToolLedger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Mistakes that engines like this one have been found with. */
final class PlantedBugs {
  private static final long FAR = 1_000_000;

  private PlantedBugs() {}

  static List<PlantedBug> all() {
    return List.of(
        inTheStore("no fence on commits", "I9", PlantedBugs::noFence),
        inTheEngine("new message ids at each repetition", "I4", PlantedBugs::newIds),
        inTheStore("the reaper acts on an old snapshot", "I9", PlantedBugs::oldSnapshot),
        inTheEngine("reply and completion in two transactions", "I5", PlantedBugs::twoCommits),
        inTheStore("no limit to attempts", "I13", PlantedBugs::noLimit),
        inTheStore("a completion overwrites a cancel", "I12", PlantedBugs::lostCancel),
        inTheStore("no look at the active run", "I8", PlantedBugs::twoActive),
        inTheStore("a cancel lets nobody go on", "I14", ForgottenPromotion::plant),
        inTheEngine("a window that is not pinned", "I6", PlantedBugs::notPinned),
        inTheStore("usage added by attempt", "I10", PlantedBugs::usageByAttempt),
        inTheStore("a ledger that forgets", "ledger", PlantedBugs::forgetfulLedger),
        inTheStore("what was reserved is given back", "I15", PlantedBugs::generousSweep),
        inTheEngine("failed heartbeats taken for successes", "I9", PlantedBugs::deafHeart),
        inTheStore("answers to tool calls accepted twice", "I11", PlantedBugs::answersTwice));
  }

  private static void noFence(TwistedStore store, Memory memory) {
    store.twist(
        "RunQueue.commit",
        call -> {
          try {
            return call.proceed();
          } catch (LeaseLostException e) {
            if (e.tokenFound() == null) {
              throw e;
            }
            return call.with(0, new Lease(e.lease().runId(), e.tokenFound())).proceed();
          }
        });
  }

  /** What a worker has not settled may have been paid for all the same. */
  private static void generousSweep(TwistedStore store, Memory memory) {
    store.twist(
        "Budgets.sweep",
        call ->
            memory.transaction(
                () ->
                    memory
                        .budgets()
                        .end(
                            reserved -> {
                              HeldRun run = memory.board().find(reserved.run());
                              return run == null || run.status().isFinal();
                            },
                            call.argument(0, Integer.class),
                            reserved -> 0)));
  }

  private static void newIds(TwistedStore store) {
    IdSource ids = new IdSource(() -> Instant.EPOCH, new SplittableRandom(1));
    Set<RunCommit> before = Collections.newSetFromMap(new IdentityHashMap<>());
    store.twist(
        "RunQueue.commit",
        call -> {
          RunCommit commit = call.argument(1, RunCommit.class);
          return before.add(commit)
              ? call.proceed()
              : call.with(1, commit.saying(renamed(commit.messages(), ids))).proceed();
        });
  }

  private static List<MessageDraft> renamed(List<MessageDraft> drafts, IdSource ids) {
    return drafts.stream()
        .map(
            draft ->
                new MessageDraft(
                    ids.message(), draft.body(), draft.origin(), draft.tokens(), draft.createdAt()))
        .toList();
  }

  /** Reaps what was overdue at the last look, whatever has become of it. */
  private static void oldSnapshot(TwistedStore store, Memory memory) {
    List<HeldRun> snapshot = new ArrayList<>();
    store.twist(
        "RunQueue.reap",
        call -> {
          snapshot.forEach(run -> run.leaseUntil(memory.now()));
          snapshot.clear();
          snapshot.addAll(memory.board().overdue(memory.now(), 100));
          return call.proceed();
        });
  }

  private static void twoCommits(TwistedStore store) {
    store.twist(
        "RunQueue.commit",
        call -> {
          RunCommit commit = call.argument(1, RunCommit.class);
          if (commit.move() != RunMove.COMPLETE) {
            return call.proceed();
          }
          RunCommit reply =
              RunCommit.of(RunMove.ADVANCE)
                  .saying(commit.messages())
                  .with(commit.steps(), commit.usage());
          call.with(1, reply).proceed();
          return call.with(1, RunCommit.of(RunMove.COMPLETE)).proceed();
        });
  }

  private static void noLimit(TwistedStore store, Memory memory) {
    store.twist("RunQueue.reap", call -> call.with(0, Integer.MAX_VALUE).proceed());
  }

  /** Says that the run is being cancelled, and leaves it to a completion to forget that. */
  private static void lostCancel(TwistedStore store, Memory memory) {
    store.twist(
        "RunRecords.cancel",
        call -> {
          Run run =
              memory.run(call.argument(0, Scope.class), call.argument(1, RunId.class)).shown();
          return run.status() == RunStatus.IN_PROGRESS
              ? with(run, RunStatus.CANCELLING, run.progress().pinnedEnd())
              : call.proceed();
        });
  }

  private static void twoActive(TwistedStore store, Memory memory) {
    store.twist(
        "RunRecords.submit",
        call -> {
          memory
              .findThread(
                  call.argument(0, Scope.class), call.argument(1, RunSubmission.class).threadId())
              .ifPresent(
                  thread -> {
                    if (thread.activeRun() != null) {
                      thread.leave(thread.activeRun());
                    }
                  });
          return call.proceed();
        });
  }

  private static void notPinned(TwistedStore store) {
    store.twist(
        "RunQueue.claim",
        call ->
            ((Collection<?>) Objects.requireNonNull(call.proceed()))
                .stream()
                    .map(LeasedRun.class::cast)
                    .map(leased -> new LeasedRun(unpinned(leased.run()), leased.lease()))
                    .toList());
    store.twist(
        "RunRecords.submit",
        call -> {
          SubmittedRun born = (SubmittedRun) Objects.requireNonNull(call.proceed());
          return new SubmittedRun(
              unpinned(born.run()), born.messages(), born.lease(), born.interrupted());
        });
  }

  private static Run unpinned(Run run) {
    return with(run, run.status(), FAR);
  }

  private static Run with(Run run, RunStatus status, long pinnedEnd) {
    RunProgress was = run.progress();
    RunProgress progress =
        new RunProgress(
            status,
            pinnedEnd,
            was.attempts(),
            was.advances(),
            was.usage(),
            was.error(),
            was.incomplete());
    return new Run(run.id(), run.threadId(), run.owner(), run.spec(), progress, run.times());
  }

  private static void usageByAttempt(TwistedStore store, Memory memory) {
    store.twist(
        "RunQueue.commit",
        call -> {
          HeldRun run = memory.board().find(call.argument(0, Lease.class).runId());
          RunCommit commit = call.argument(1, RunCommit.class);
          Usage usage = commit.usage();
          return run == null || run.shown().progress().attempts() < 2
              ? call.proceed()
              : call.with(1, commit.with(commit.steps(), usage.plus(usage))).proceed();
        });
  }

  private static void forgetfulLedger(TwistedStore store, Memory memory) {
    store.twist(
        "ToolLedger.begin",
        call -> {
          Object state = call.proceed();
          return state instanceof ToolCallState.Unknown
              ? ((ToolLedger) call.role())
                  .beginAgain(
                      call.argument(0, Lease.class),
                      call.argument(1, StepId.class),
                      call.argument(2, String.class))
              : state;
        });
  }

  private static void deafHeart(TwistedStore store) {
    store.twist(
        "RunQueue.heartbeat",
        call -> {
          try {
            return call.proceed();
          } catch (StorageUnavailableException e) {
            Map<Object, LeaseState> held = new LinkedHashMap<>();
            for (Object lease : call.argument(0, List.class)) {
              held.put(lease, LeaseState.HELD);
            }
            return held;
          }
        });
  }

  private static void answersTwice(TwistedStore store, Memory memory) {
    store.twist(
        "RunRecords.submitOutputs",
        call -> {
          try {
            return call.proceed();
          } catch (IllegalRunMoveException e) {
            return accepted(call, memory);
          }
        });
  }

  private static @Nullable Object accepted(Call call, Memory memory) {
    HeldRun run = memory.run(call.argument(0, Scope.class), call.argument(1, RunId.class));
    List<MessageDraft> drafts = new ArrayList<>();
    for (Object draft : call.argument(3, List.class)) {
      drafts.add((MessageDraft) draft);
    }
    memory.append(run.thread(), drafts);
    return run.shown();
  }
}
