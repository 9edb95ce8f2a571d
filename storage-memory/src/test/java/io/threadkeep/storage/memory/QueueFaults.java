package io.threadkeep.storage.memory;

import io.threadkeep.id.Scope;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.QueueFullException;
import io.threadkeep.run.RunMove;
import io.threadkeep.store.Admission;
import io.threadkeep.store.Claimant;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.RunSubmission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be wrong with the order of the queue, and with its bounds. */
final class QueueFaults {

  private QueueFaults() {}

  static Stream<Fault> all() {
    return Stream.of(
        Fault.in(
            "RunQueue.claim",
            "hands runs out in the order of their submission",
            Set.of("QUEUE-20", "QUEUE-21", "QUEUE-22", "QUEUE-31", "QUEUE-32"),
            QueueFaults::firstComeFirstServed),
        Fault.in(
            "RunRecords.submit",
            "has no ear for weights",
            Set.of("QUEUE-21"),
            call -> admitted(call, terms -> terms.weight(1)).proceed()),
        Fault.in(
            "RunQueue.claim",
            "lets a user have any number of runs at work",
            Set.of("QUEUE-26"),
            QueueFaults::withoutBound),
        Fault.in(
            "RunQueue.claim",
            "gives workers what they cannot carry out",
            Set.of("QUEUE-33"),
            call -> call.with(0, call.argument(0, Claimant.class).unserved(Set.of())).proceed()),
        Fault.in(
            "RunRecords.submit",
            "takes in any number of runs",
            Set.of("QUEUE-27", "QUEUE-28", "QUEUE-29"),
            call ->
                admitted(call, terms -> terms.bounds(Integer.MAX_VALUE, Integer.MAX_VALUE))
                    .proceed()),
        Fault.in(
            "RunRecords.submit",
            "counts everybody's runs as the user's",
            Set.of("QUEUE-28"),
            call ->
                admitted(
                        call,
                        terms ->
                            terms.bounds(
                                Math.min(terms.maxQueuedOfUser(), terms.maxQueued()),
                                Integer.MAX_VALUE))
                    .proceed()),
        Fault.in(
            "RunRecords.submit",
            "keeps the messages of a run for which there is no room",
            Set.of("QUEUE-27", "QUEUE-28", "QUEUE-29"),
            QueueFaults::keepingMessages));
  }

  private static List<LeasedRun> firstComeFirstServed(TwistedStore.Call call) throws Throwable {
    int limit = call.argument(1, Integer.class);
    List<LeasedRun> due = new ArrayList<>();
    for (Object one :
        call.with(1, Integer.MAX_VALUE).proceed() instanceof List<?> all ? all : List.of()) {
      due.add((LeasedRun) one);
    }
    if (due.size() <= limit) {
      return due;
    }
    due.sort(Comparator.comparing(leased -> leased.run().times().createdAt()));
    for (LeasedRun late : due.subList(limit, due.size())) {
      call.store().queue().commit(late.lease(), RunCommit.of(RunMove.RELEASE));
    }
    return due.subList(0, limit);
  }

  private static @Nullable Object withoutBound(TwistedStore.Call call) throws Throwable {
    Claimant claimant = call.argument(0, Claimant.class);
    return call.with(0, claimant.maxRunningOfUser(0)).proceed();
  }

  private static @Nullable Object keepingMessages(TwistedStore.Call call) throws Throwable {
    try {
      return call.proceed();
    } catch (QueueFullException e) {
      RunSubmission refused = call.argument(1, RunSubmission.class);
      call.store()
          .messages()
          .append(call.argument(0, Scope.class), refused.threadId(), refused.messages(), null);
      throw e;
    }
  }

  private static TwistedStore.Call admitted(
      TwistedStore.Call call, UnaryOperator<Admission> terms) {
    RunSubmission submission = call.argument(1, RunSubmission.class);
    return call.with(1, submission.on(terms.apply(submission.admission())));
  }
}
