package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.Operations.ANN;
import static io.threadkeep.storage.jdbc.Operations.KEY;

import io.threadkeep.kit.Samples;
import io.threadkeep.kit.Trial;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.RunError;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.WhenBusy;
import io.threadkeep.store.Claimant;
import io.threadkeep.store.RunCommit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** What workers do with runs. */
final class QueueOperations {

  private QueueOperations() {}

  static Stream<Operation> all() {
    return Stream.of(taking(), committing(), tidying()).flatMap(lines -> lines);
  }

  private static Stream<Operation> taking() {
    return Stream.of(
        Operation.of(
                "RunQueue.claim",
                "two runs of three",
                t -> {
                  t.submit();
                  t.submit();
                  t.submit();
                  return () -> t.store().queue().claim(Samples.WORKER, 2);
                })
            .leaves("tk_runs", 3),
        Operation.of(
                "RunQueue.claim",
                "one run of a user who may have one at work",
                t -> {
                  t.submit();
                  t.submit();
                  Claimant oneEach = Samples.WORKER.maxRunningOfUser(1);
                  return () -> t.store().queue().claim(oneEach, 2);
                })
            .leaves("tk_runs", 2),
        Operation.of(
            "RunQueue.backlog",
            "of two runs",
            t -> {
              t.submit();
              t.submit();
              t.pass(Duration.ofSeconds(3));
              return t.store().queue()::backlog;
            }),
        Operation.of(
                "RunQueue.heartbeat",
                "of a lease that holds and one that does not",
                t -> {
                  LeasedRun lost = t.submitAndClaim();
                  t.commit(lost, RunCommit.of(RunMove.COMPLETE));
                  LeasedRun held = t.submitAndClaim();
                  t.pass(Duration.ofSeconds(10));
                  return () ->
                      t.store()
                          .queue()
                          .heartbeat(List.of(held.lease(), lost.lease()), Samples.LEASE);
                })
            .leaves("tk_runs", 2));
  }

  private static Stream<Operation> committing() {
    return Stream.of(
        Operation.of(
                "RunQueue.commit",
                "a reply with its step",
                t ->
                    committing(
                        t,
                        (leased, step) ->
                            RunCommit.of(RunMove.COMPLETE)
                                .with(step, step.usage())
                                .saying(t.samples().draft("Now."))))
            .leaves("tk_messages", 2)
            .leaves("tk_steps", 1),
        Operation.of(
                "RunQueue.commit",
                "a reply before a run that waits",
                t -> {
                  LeasedRun leased = t.submitAndClaim();
                  t.submit(t.threadOf(leased.run()), WhenBusy.ENQUEUE, "And then?");
                  RunCommit reply =
                      RunCommit.of(RunMove.COMPLETE).saying(t.samples().draft("Now."));
                  return () -> t.store().queue().commit(leased.lease(), reply);
                })
            .leaves("tk_runs", 2)
            .leaves("tk_messages", 3),
        Operation.of(
                "RunQueue.commit",
                "a failure with its step",
                t ->
                    committing(
                        t,
                        (leased, step) ->
                            RunCommit.of(RunMove.FAIL)
                                .with(step, step.usage())
                                .because(new RunError(RunError.Code.TIMEOUT, "It took too long."))))
            .leaves("tk_messages", 1)
            .leaves("tk_steps", 1),
        Operation.of(
                "RunQueue.commit",
                "a request for outputs",
                t ->
                    committing(
                        t,
                        (leased, step) ->
                            RunCommit.of(RunMove.REQUIRE_ACTION)
                                .with(step, step.usage())
                                .saying(t.samples().draft("Let me look."))))
            .leaves("tk_messages", 2)
            .leaves("tk_steps", 1),
        Operation.of(
                "RunQueue.commit",
                "a retry with its step",
                t ->
                    committing(
                        t,
                        (leased, step) ->
                            RunCommit.of(RunMove.RETRY)
                                .with(step, step.usage())
                                .after(Duration.ofSeconds(5))))
            .leaves("tk_steps", 1),
        Operation.of(
                "RunQueue.commit",
                "a bare release",
                t -> committing(t, (leased, step) -> RunCommit.of(RunMove.RELEASE)))
            .leaves("tk_runs", 1),
        Operation.of(
                "RunQueue.commit",
                "a bare completion",
                t -> committing(t, (leased, step) -> RunCommit.of(RunMove.COMPLETE)))
            .leaves("tk_runs", 1),
        Operation.of(
                "RunQueue.commit",
                "a cancellation",
                t -> {
                  LeasedRun leased = t.submitAndClaim();
                  t.store().runs().cancel(ANN, leased.run().id());
                  return () -> t.commit(leased, RunCommit.of(RunMove.CONFIRM_CANCEL));
                })
            .leaves("tk_runs", 1));
  }

  private static Callable<?> committing(Trial t, BiFunction<LeasedRun, RunStep, RunCommit> worked) {
    LeasedRun leased = t.submitAndClaim();
    RunCommit commit = worked.apply(leased, t.samples().step(leased.run().id()));
    return () -> t.commit(leased, commit);
  }

  /** Whoever tidies goes on at the next beat: what was done meanwhile is seen in the runs. */
  private static Stream<Operation> tidying() {
    return Stream.of(
        Operation.of(
                "RunQueue.reap",
                "runs whose leases ran out, one of them cancelled",
                t -> {
                  t.submitAndClaim();
                  t.store().runs().cancel(ANN, t.submitAndClaim().run().id());
                  t.pass(Samples.LEASE.plusMillis(1));
                  return () -> t.store().queue().reap(3, 10);
                })
            .leaves("tk_runs", 2)
            .untold(),
        Operation.of(
                "RunQueue.reap",
                "a run without attempts left",
                t -> {
                  t.submitAndClaim();
                  t.pass(Samples.LEASE.plusMillis(1));
                  return () -> t.store().queue().reap(1, 10);
                })
            .leaves("tk_runs", 1)
            .untold(),
        Operation.of(
                "RunQueue.reap",
                "a run whose time is up",
                t -> {
                  t.submit();
                  t.pass(Samples.RUN_TIME.plusMillis(1));
                  return () -> t.store().queue().reap(3, 10);
                })
            .leaves("tk_runs", 1)
            .untold(),
        Operation.of(
                "RunQueue.forgetKeys",
                "an old one",
                t -> {
                  t.store().threads().create(t.samples().thread(ANN), KEY);
                  t.pass(Duration.ofHours(25));
                  return () -> t.store().queue().forgetKeys(Duration.ofHours(24), 10);
                })
            .untold());
  }
}
