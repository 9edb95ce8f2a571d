package io.threadkeep.storage.memory;

import io.threadkeep.id.RunId;
import io.threadkeep.run.WhenBusy;
import io.threadkeep.store.Admission;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.store.SubmittedRun;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What can be wrong with runs that meet another one on their thread. */
final class BusyFaults {

  private BusyFaults() {}

  static Stream<Fault> all() {
    return Stream.of(
        Fault.in(
            "RunRecords.submit",
            "lets a run wait that should interrupt",
            Set.of("BUSY-8", "BUSY-9", "BUSY-10", "QUEUE-29"),
            call -> inPlaceOf(WhenBusy.INTERRUPT, call).proceed()),
        Fault.in(
            "RunRecords.submit",
            "does not tell which run was interrupted",
            Set.of("BUSY-8", "BUSY-9", "BUSY-10"),
            BusyFaults::withoutInterrupted),
        Fault.in(
            "RunRecords.submit",
            "lets a run wait that should join",
            Set.of("BUSY-11", "QUEUE-29"),
            call -> inPlaceOf(WhenBusy.MERGE, call).proceed()),
        Fault.of(
            "joins again when a submission is repeated",
            Set.of("BUSY-13"),
            BusyFaults::joiningAgain),
        Fault.of("leaves a run pinned that has waited", Set.of("BUSY-4"), BusyFaults::pinningEarly)
            .mayAlsoBreak("BUSY-14"));
  }

  private static TwistedStore.Call inPlaceOf(WhenBusy wanted, TwistedStore.Call call) {
    RunSubmission submission = submission(call);
    return submission.admission().whenBusy() == wanted
        ? call.with(1, submission.on(Admission.when(WhenBusy.ENQUEUE)))
        : call;
  }

  private static SubmittedRun withoutInterrupted(TwistedStore.Call call) throws Throwable {
    SubmittedRun submitted = submitted(call);
    return new SubmittedRun(submitted.run(), submitted.messages(), submitted.lease(), null);
  }

  private static TwistedStore joiningAgain(TwistedStore store) {
    Set<IdempotencyKey> seen = ConcurrentHashMap.newKeySet();
    return store.twist(
        "RunRecords.submit",
        call -> {
          RunSubmission submission = submission(call);
          boolean again = !seen.add(submission.trace());
          return again && submission.admission().whenBusy() == WhenBusy.MERGE
              ? call.with(1, submission.keyed(new IdempotencyKey("another", "body"))).proceed()
              : call.proceed();
        });
  }

  private static TwistedStore pinningEarly(TwistedStore store) {
    Map<RunId, Long> ends = new ConcurrentHashMap<>();
    return store
        .twist(
            "RunRecords.submit",
            call -> {
              SubmittedRun submitted = submitted(call);
              ends.put(submitted.run().id(), submitted.run().progress().pinnedEnd());
              return submitted;
            })
        .twist(
            "RunQueue.claim",
            call -> RunFaults.pinning(call, run -> Objects.requireNonNull(ends.get(run.id()))));
  }

  private static RunSubmission submission(TwistedStore.Call call) {
    return call.argument(1, RunSubmission.class);
  }

  private static SubmittedRun submitted(TwistedStore.Call call) throws Throwable {
    return (SubmittedRun) Objects.requireNonNull(call.proceed());
  }
}
