package io.threadkeep.storage.memory;

import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeaseLostException;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunProgress;
import io.threadkeep.run.Usage;
import io.threadkeep.store.RunCommit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be wrong with commits that are repeated, and with runs that go on. */
final class AdvanceFaults {

  private AdvanceFaults() {}

  static Stream<Fault> all() {
    return Stream.of(
        Fault.of(
            "does not know a commit again",
            Set.of("EVENT-6", "RUN-19", "RUN-28"),
            store -> closingAfter(store, move -> move != RunMove.ADVANCE)),
        Fault.of(
            "takes an advance for the end of the lease",
            Set.of("RUN-24", "RUN-25", "RUN-26", "RUN-27"),
            store -> closingAfter(store, move -> move == RunMove.ADVANCE)),
        Fault.of(
            "adds up an advance that is repeated", Set.of("RUN-26"), AdvanceFaults::advancingTwice),
        Fault.in(
            "RunQueue.claim",
            "forgets that a run has advanced",
            Set.of("RUN-25"),
            AdvanceFaults::beginningAnew),
        Fault.in(
            "RunRecords.submitOutputs",
            "goes on counting attempts after the owner moved a run",
            Set.of("RUN-14"),
            AdvanceFaults::countingOn),
        Fault.in(
            "RunRecords.submitOutputs",
            "takes what a run waited for earlier for what it waits for now",
            Set.of("RUN-15"),
            AdvanceFaults::takingLateOutputs));
  }

  private static TwistedStore closingAfter(TwistedStore store, Predicate<RunMove> last) {
    Set<Lease> committed = ConcurrentHashMap.newKeySet();
    return store.twist(
        "RunQueue.commit",
        call -> {
          Lease lease = call.argument(0, Lease.class);
          if (committed.contains(lease)) {
            throw new LeaseLostException(lease, lease.token());
          }
          Object run = call.proceed();
          if (last.test(commit(call).move())) {
            committed.add(lease);
          }
          return run;
        });
  }

  private static TwistedStore advancingTwice(TwistedStore store) {
    Set<RunCommit> made = ConcurrentHashMap.newKeySet();
    return store.twist(
        "RunQueue.commit",
        call -> {
          RunCommit commit = commit(call);
          boolean again = commit.move() == RunMove.ADVANCE && !made.add(commit);
          return again ? call.with(1, bareAdvance(commit.usage())).proceed() : call.proceed();
        });
  }

  private static Object beginningAnew(TwistedStore.Call call) throws Throwable {
    return claimed(call, run -> at(run, run.progress().pinnedEnd(), run.progress().attempts(), 0));
  }

  private static Object countingOn(TwistedStore.Call call) throws Throwable {
    Run run = (Run) Objects.requireNonNull(call.proceed());
    return at(run, run.progress().pinnedEnd(), 1, run.progress().advances());
  }

  /** What a claim gives, but with the runs twisted. */
  static List<LeasedRun> claimed(TwistedStore.Call call, UnaryOperator<Run> twist)
      throws Throwable {
    List<LeasedRun> claimed = new ArrayList<>();
    for (Object one : call.proceed() instanceof List<?> list ? list : List.of()) {
      LeasedRun leased = (LeasedRun) one;
      claimed.add(new LeasedRun(twist.apply(leased.run()), leased.lease(), leased.lastEvent()));
    }
    return claimed;
  }

  static Run at(Run run, long pinnedEnd, int attempts, int advances) {
    RunProgress was = run.progress();
    return new Run(
        run.id(),
        run.threadId(),
        run.owner(),
        run.spec(),
        new RunProgress(
            was.status(),
            pinnedEnd,
            attempts,
            advances,
            was.usage(),
            was.error(),
            was.incomplete()),
        run.times());
  }

  private static @Nullable Object takingLateOutputs(TwistedStore.Call call) throws Throwable {
    Scope scope = call.argument(0, Scope.class);
    RunId id = call.argument(1, RunId.class);
    return call.with(2, call.store().runs().find(scope, id).map(AdvanceFaults::advances).orElse(0))
        .proceed();
  }

  private static int advances(Run run) {
    return run.progress().advances();
  }

  private static RunCommit bareAdvance(Usage usage) {
    return RunCommit.of(RunMove.ADVANCE).with(List.of(), usage);
  }

  private static RunCommit commit(TwistedStore.Call call) {
    return call.argument(1, RunCommit.class);
  }
}
