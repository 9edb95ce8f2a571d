package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.error.IdempotencyConflictException;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.run.ActiveRunException;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunProgress;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunTimes;
import io.threadkeep.run.Usage;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.LeaseState;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.RunRecords;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.store.SubmittedRun;
import io.threadkeep.thread.ChatThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * RUN-1 to RUN-10, and RUN-32: submitting.
 *
 * <ol>
 *   <li>A submission stores messages and run together; the run comes back equal.
 *   <li>A submission that fails in part stores nothing.
 *   <li>The pinned end is the position behind the run's messages, and stays.
 *   <li>A thread has one active run; a second submission stores nothing.
 *   <li>Of 16 submissions at once, one wins.
 *   <li>A thread is free again when its run has ended, in whichever way.
 *   <li>The same id again gives the first run, and no lease.
 *   <li>So does the same key; with another fingerprint it is refused.
 *   <li>A run that is born claimed is in progress on its first attempt, and its lease holds.
 *   <li>Nothing is submitted to a thread that is not there.
 *   <li value="32">The run that was submitted with a key can be looked up; nothing comes of
 *       looking.
 * </ol>
 */
interface RunSubmitRules extends StoreRules {

  @ContractRule("RUN-1")
  default void messagesAndRunAreStoredTogether(Trial trial) {
    ChatThread thread = trial.startThread();
    trial.say(thread, "before");
    RunSubmission submission =
        trial.samples().submission(thread.id(), trial.samples().drafts("question", "and another"));
    trial.pass(Duration.ofSeconds(2));
    SubmittedRun submitted = trial.submit(thread, submission);

    assertThat(submitted.lease()).isNull();
    assertThat(submitted.messages()).extracting(Message::draft).isEqualTo(submission.messages());
    assertThat(submitted.messages()).extracting(Message::position).containsExactly(2L, 3L);
    assertThat(trial.log(thread)).endsWith(submitted.messages().toArray(Message[]::new)).hasSize(3);
    Run expected =
        new Run(
            submission.id(),
            thread.id(),
            thread.owner(),
            submission.spec(),
            new RunProgress(RunStatus.QUEUED, 3, 0, 0, Usage.NONE, null, null),
            new RunTimes(
                submission.createdAt(),
                trial.clock().instant().plus(Samples.RUN_TIME),
                null,
                null));
    assertThat(submitted.run()).isEqualTo(expected);
    assertThat(trial.reread(expected)).isEqualTo(expected);
  }

  @ContractRule("RUN-2")
  default void aSubmissionThatFailsInPartStoresNothing(Trial trial) {
    MessageDraft taken = trial.samples().draft("already elsewhere");
    trial.append(trial.startThread(), List.of(taken));
    ChatThread thread = trial.startThread();
    RunSubmission submission =
        trial
            .samples()
            .submission(thread.id(), List.of(trial.samples().draft("good"), taken))
            .keyed(new IdempotencyKey("try", "body"));
    assertThatThrownBy(() -> trial.submit(thread, submission))
        .isInstanceOf(ThreadkeepException.class);
    assertThat(trial.log(thread)).isEmpty();
    assertThat(trial.store().runs().find(Scopes.ANN, submission.id())).isEmpty();
    RunSubmission good = trial.samples().submission(thread.id(), trial.samples().drafts("good"));
    assertThat(trial.submit(thread, good.keyed(new IdempotencyKey("try", "other"))).run().id())
        .isEqualTo(good.id());
  }

  @ContractRule("RUN-3")
  default void thePinnedEndStays(Trial trial) {
    ChatThread thread = trial.startThread();
    trial.say(thread, "before");
    RunSubmission submission =
        trial.samples().submission(thread.id(), trial.samples().drafts("one", "two"));
    Run run = trial.submit(thread, submission).run();
    assertThat(run.progress().pinnedEnd()).isEqualTo(3);
    trial.say(thread, "later");
    assertThat(trial.claim().run().progress().pinnedEnd()).isEqualTo(3);
    trial.say(thread, "later still");
    trial.pass(Samples.LEASE.plusMillis(1));
    assertThat(trial.store().queue().reap(3, 10))
        .singleElement()
        .satisfies(reaped -> assertThat(reaped.progress().pinnedEnd()).isEqualTo(3));
    trial.say(thread, "last");
    LeasedRun second = trial.claim();
    assertThat(second.run().progress().pinnedEnd()).isEqualTo(3);
    trial.commit(second, RunCommit.of(RunMove.COMPLETE).saying(trial.samples().draft("reply")));
    assertThat(trial.reread(run).progress().pinnedEnd()).isEqualTo(3);
    Run next = trial.submit(thread, trial.samples().submission(thread.id(), List.of())).run();
    assertThat(next.progress().pinnedEnd()).isEqualTo(7);
  }

  @ContractRule("RUN-4")
  default void aThreadHasOneActiveRun(Trial trial) {
    Run active = trial.submit();
    ChatThread thread = trial.store().threads().find(Scopes.ANN, active.threadId()).orElseThrow();
    RunSubmission second =
        trial.samples().submission(thread.id(), trial.samples().drafts("too early"));
    assertThatExceptionOfType(ActiveRunException.class)
        .isThrownBy(() -> trial.submit(thread, second))
        .satisfies(
            e -> {
              assertThat(e.threadId()).isEqualTo(thread.id());
              assertThat(e.activeRunId()).isEqualTo(active.id());
            });
    assertThat(trial.log(thread)).hasSize(1);
    assertThat(trial.store().runs().find(Scopes.ANN, second.id())).isEmpty();
    assertThat(trial.reread(active)).isEqualTo(active);
  }

  @ContractRule("RUN-5")
  default void ofSixteenParallelSubmissionsOneWins(Trial trial) {
    for (int n = 0; n < 5; n++) {
      ChatThread thread = trial.startThread();
      List<Callable<SubmittedRun>> racers = new ArrayList<>();
      for (int racer = 0; racer < 16; racer++) {
        RunSubmission submission =
            trial.samples().submission(thread.id(), trial.samples().drafts("question", "more"));
        racers.add(() -> trial.submit(thread, submission));
      }
      List<Race.Finish<SubmittedRun>> finishes = Race.among(racers);
      List<SubmittedRun> winners = new ArrayList<>();
      for (Race.Finish<SubmittedRun> finish : finishes) {
        if (finish.error() == null) {
          winners.add(finish.get());
        } else {
          assertThat(finish.error()).isInstanceOf(ActiveRunException.class);
        }
      }
      assertThat(winners).hasSize(1);
      assertThat(trial.log(thread)).isEqualTo(winners.get(0).messages());
    }
  }

  @ContractRule("RUN-6")
  default void aThreadIsFreeWhenItsRunHasEnded(Trial trial) {
    for (RunStatus status : RunStatus.values()) {
      Situation situation = Situation.reach(trial, status);
      Run run = situation.run();
      ChatThread thread = trial.store().threads().find(Scopes.ANN, run.threadId()).orElseThrow();
      RunSubmission next = trial.samples().submission(thread.id(), List.of());
      if (status.isFinal()) {
        assertThat(trial.submit(thread, next).run().status())
            .as("after " + status)
            .isEqualTo(RunStatus.QUEUED);
      } else {
        assertThatExceptionOfType(ActiveRunException.class)
            .as("during " + status)
            .isThrownBy(() -> trial.submit(thread, next));
      }
      trial.store().threads().delete(Scopes.ANN, thread.id());
    }
  }

  @ContractRule("RUN-7")
  default void theSameIdAgainReturnsTheFirstRun(Trial trial) {
    ChatThread thread = trial.startThread();
    RunSubmission submission =
        born(trial.samples().submission(thread.id(), trial.samples().drafts("one", "two")));
    SubmittedRun first = trial.submit(thread, submission);
    trial.say(thread, "later");
    SubmittedRun again = trial.submit(thread, submission);
    assertThat(again).isEqualTo(SubmittedRun.before(first.run(), first.messages()));
    assertThat(trial.log(thread)).hasSize(3);
    trial.commit(new LeasedRun(first.run(), leaseOf(first)), RunCommit.of(RunMove.COMPLETE));
    SubmittedRun afterwards = trial.submit(thread, submission);
    assertThat(afterwards.run().status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(afterwards.messages()).isEqualTo(first.messages());
    assertThat(trial.log(thread)).hasSize(3);
  }

  @ContractRule("RUN-8")
  default void theSameKeyAgainReturnsTheFirstRun(Trial trial) {
    ChatThread thread = trial.startThread();
    IdempotencyKey key = new IdempotencyKey("ask", "body");
    SubmittedRun first =
        trial.submit(
            thread,
            born(trial.samples().submission(thread.id(), trial.samples().drafts("a", "b")))
                .keyed(key));
    trial.say(thread, "later");
    SubmittedRun again =
        trial.submit(
            thread,
            born(trial.samples().submission(thread.id(), trial.samples().drafts("a", "b")))
                .keyed(key));
    assertThat(again).isEqualTo(SubmittedRun.before(first.run(), first.messages()));
    trial.commit(new LeasedRun(first.run(), leaseOf(first)), RunCommit.of(RunMove.COMPLETE));
    RunSubmission other =
        trial
            .samples()
            .submission(thread.id(), trial.samples().drafts("c"))
            .keyed(new IdempotencyKey("ask", "another body"));
    assertThatExceptionOfType(IdempotencyConflictException.class)
        .isThrownBy(() -> trial.submit(thread, other));
    assertThat(trial.log(thread)).hasSize(3);
    assertThat(trial.store().runs().find(Scopes.ANN, other.id())).isEmpty();
  }

  @ContractRule("RUN-9")
  default void aRunCanBeBornClaimed(Trial trial) {
    ChatThread thread = trial.startThread();
    RunSubmission submission =
        born(trial.samples().submission(thread.id(), trial.samples().drafts("question")));
    SubmittedRun submitted = trial.submit(thread, submission);
    Lease lease = leaseOf(submitted);
    assertThat(lease.runId()).isEqualTo(submission.id());
    assertThat(submitted.run().status()).isEqualTo(RunStatus.IN_PROGRESS);
    assertThat(submitted.run().progress().attempts()).isEqualTo(1);
    assertThat(submitted.run().times().startedAt()).isEqualTo(trial.clock().instant());
    assertThat(trial.reread(submitted.run())).isEqualTo(submitted.run());
    assertThat(trial.store().queue().claim(Samples.WORKER, 10)).isEmpty();
    assertThat(trial.store().queue().heartbeat(List.of(lease), Samples.LEASE))
        .isEqualTo(Map.of(lease, LeaseState.HELD));
    trial.pass(Samples.LEASE.plusMillis(1));
    assertThat(trial.store().queue().reap(3, 10))
        .extracting(Run::status)
        .containsExactly(RunStatus.QUEUED);
    assertThat(trial.claim().lease().token()).isGreaterThan(lease.token());
  }

  @ContractRule("RUN-10")
  default void nothingIsSubmittedToAThreadThatIsNotThere(Trial trial) {
    ThreadId missing = trial.samples().ids().thread();
    RunSubmission submission =
        trial.samples().submission(missing, trial.samples().drafts("to nobody"));
    Missing.assertThrown(
        "thread", missing, () -> trial.store().runs().submit(Scopes.ANN, submission));
    assertThat(trial.store().runs().find(Scopes.ANN, submission.id())).isEmpty();
    assertThat(trial.store().queue().claim(Samples.WORKER, 10)).isEmpty();
  }

  @ContractRule("RUN-32")
  default void theRunOfAKeyIsLookedUp(Trial trial) {
    ChatThread thread = trial.startThread();
    RunRecords runs = trial.store().runs();
    IdempotencyKey key = new IdempotencyKey("ask", "body");
    assertThat(runs.submitted(thread.owner(), key)).isEmpty();
    RunSubmission submission =
        trial.samples().submission(thread.id(), trial.samples().drafts("question"));
    SubmittedRun first = trial.submit(thread, submission.keyed(key));
    assertThat(runs.submitted(thread.owner(), key)).contains(first.run());
    trial.commit(trial.claim(), RunCommit.of(RunMove.COMPLETE));
    assertThat(runs.submitted(thread.owner(), key)).contains(trial.reread(first.run()));
    assertThatExceptionOfType(IdempotencyConflictException.class)
        .isThrownBy(
            () -> runs.submitted(thread.owner(), new IdempotencyKey("ask", "another body")));
    assertThat(trial.log(thread)).hasSize(1);
    trial.store().threads().delete(thread.owner(), thread.id());
    assertThat(runs.submitted(thread.owner(), key)).isEmpty();
  }

  private static Lease leaseOf(SubmittedRun submitted) {
    Lease lease = submitted.lease();
    if (lease == null) {
      throw new AssertionError("Not born claimed: " + submitted);
    }
    return lease;
  }

  private static RunSubmission born(RunSubmission submission) {
    return submission.bornOf(Samples.WORKER);
  }
}
