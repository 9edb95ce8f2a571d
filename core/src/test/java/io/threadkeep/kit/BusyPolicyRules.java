package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.message.Message;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.WhenBusy;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.store.SubmittedRun;
import io.threadkeep.thread.ChatThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * BUSY-8 to BUSY-14: runs that interrupt, and runs that join.
 *
 * <ol start="8">
 *   <li>An interrupted run that nobody is at work on is cancelled, and the new one is active.
 *   <li>One that is at work is to be cancelled, and the new one follows it.
 *   <li>Who interrupts does not pass those who wait.
 *   <li>Messages join the newest run that no worker has begun.
 *   <li>Where all have been begun, they come with a run of their own.
 *   <li>A submission that is repeated is known again, whatever came of it.
 *   <li>Messages that join just as their run is claimed are answered all the same.
 * </ol>
 */
interface BusyPolicyRules extends StoreRules {

  @ContractRule("BUSY-8")
  default void anInterruptedRunThatNobodyIsAtWorkOnIsCancelled(Trial trial) {
    for (RunStatus status : List.of(RunStatus.QUEUED, RunStatus.REQUIRES_ACTION)) {
      Run old = Situation.reach(trial, status).run();
      ChatThread thread = trial.threadOf(old);
      RunSubmission submission =
          trial.samples().submission(thread.id(), WhenBusy.INTERRUPT, "rather this");
      SubmittedRun submitted = trial.submit(thread, submission.bornOf(Samples.WORKER));
      assertThat(submitted.interrupted()).isEqualTo(trial.reread(old));
      assertThat(trial.reread(old).status()).isEqualTo(RunStatus.CANCELLED);
      assertThat(submitted.run().status()).isEqualTo(RunStatus.IN_PROGRESS);
      assertThat(submitted.lease()).isNotNull();
      assertThat(trial.store().queue().claim(Samples.WORKER, 10)).isEmpty();
    }
  }

  @ContractRule("BUSY-9")
  default void anInterruptedRunAtWorkIsToBeCancelledAndTheNewOneFollows(Trial trial) {
    LeasedRun old = trial.submitAndClaim();
    ChatThread thread = trial.threadOf(old.run());
    SubmittedRun submitted = trial.submit(thread, WhenBusy.INTERRUPT, "rather this");
    assertThat(trial.reread(old.run()).status()).isEqualTo(RunStatus.CANCELLING);
    assertThat(submitted.interrupted()).isEqualTo(trial.reread(old.run()));
    SubmittedRun third = trial.submit(thread, WhenBusy.INTERRUPT, "or this");
    assertThat(third.interrupted()).isNull();
    assertThat(trial.store().queue().claim(Samples.WORKER, 10)).isEmpty();
    trial.commit(old, RunCommit.of(RunMove.CONFIRM_CANCEL));
    assertThat(trial.claim().run().id()).isEqualTo(submitted.run().id());
  }

  @ContractRule("BUSY-10")
  default void whoInterruptsDoesNotPassThoseWhoWait(Trial trial) {
    Run old = trial.submit();
    ChatThread thread = trial.threadOf(old);
    Run waiting = trial.submit(thread, WhenBusy.ENQUEUE, "second").run();
    SubmittedRun third = trial.submit(thread, WhenBusy.INTERRUPT, "third");
    assertThat(third.interrupted()).isEqualTo(trial.reread(old));
    LeasedRun next = trial.claim();
    assertThat(next.run().id()).isEqualTo(waiting.id());
    // It began before the third question was there.
    assertThat(next.run().progress().pinnedEnd()).isEqualTo(2);
    trial.commit(next, RunCommit.of(RunMove.COMPLETE));
    assertThat(trial.claim().run().id()).isEqualTo(third.run().id());
  }

  @ContractRule("BUSY-11")
  default void messagesJoinTheNewestRunThatNoWorkerHasBegun(Trial trial) {
    Run active = trial.submit();
    ChatThread thread = trial.threadOf(active);
    SubmittedRun joined = trial.submit(thread, WhenBusy.MERGE, "by the way", "one more thing");
    assertThat(joined.run().id()).isEqualTo(active.id());
    assertThat(joined.lease()).isNull();
    assertThat(joined.run().progress().pinnedEnd()).isEqualTo(3);
    assertThat(joined.messages()).extracting(Message::position).containsExactly(2L, 3L);
    assertThat(trial.reread(active)).isEqualTo(joined.run());

    Run waiting = trial.submit(thread, WhenBusy.ENQUEUE, "second").run();
    assertThat(trial.submit(thread, WhenBusy.MERGE, "and also").run().id()).isEqualTo(waiting.id());
    assertThat(trial.reread(waiting).progress().pinnedEnd()).isEqualTo(5);
    assertThat(trial.reread(active).progress().pinnedEnd()).isEqualTo(3);
    assertThat(trial.claim().run().progress().pinnedEnd()).isEqualTo(3);
    assertThat(trial.submit(thread, WhenBusy.MERGE, "and").run().id()).isEqualTo(waiting.id());
    assertThat(
            trial.store().runs().list(Scopes.ANN, thread.id(), PageRequest.newestFirst()).items())
        .extracting(Run::id)
        .containsExactlyInAnyOrder(active.id(), waiting.id());
  }

  @ContractRule("BUSY-12")
  default void whereAllHaveBeenBegunMessagesComeWithARunOfTheirOwn(Trial trial) {
    for (RunStatus status :
        List.of(
            RunStatus.IN_PROGRESS,
            RunStatus.QUEUED,
            RunStatus.REQUIRES_ACTION,
            RunStatus.CANCELLING)) {
      // Begun and handed back, where it is queued.
      Run begun = Situation.reach(trial, status).run();
      ChatThread thread = trial.threadOf(begun);
      RunSubmission submission = trial.samples().submission(thread.id(), WhenBusy.MERGE, "and?");
      SubmittedRun submitted = trial.submit(thread, submission);
      assertThat(submitted.run().id()).as(status.toString()).isEqualTo(submission.id());
      assertThat(submitted.interrupted()).isNull();
      assertThat(trial.reread(begun)).isEqualTo(begun);
      trial.store().threads().delete(Scopes.ANN, thread.id());
    }
  }

  @ContractRule("BUSY-13")
  default void aRepeatedSubmissionIsKnownAgain(Trial trial) {
    for (WhenBusy whenBusy : List.of(WhenBusy.ENQUEUE, WhenBusy.INTERRUPT, WhenBusy.MERGE)) {
      for (boolean keyed : List.of(true, false)) {
        ChatThread thread = trial.startThread();
        trial.submit(thread, WhenBusy.REJECT, "first");
        RunSubmission submission = trial.samples().submission(thread.id(), whenBusy, "second");
        IdempotencyKey key = new IdempotencyKey("second " + whenBusy, "body");
        SubmittedRun first = trial.submit(thread, keyed ? submission.keyed(key) : submission);
        SubmittedRun other = trial.submit(thread, WhenBusy.MERGE, "third");
        RunSubmission again =
            keyed
                ? trial.samples().submission(thread.id(), whenBusy, "second").keyed(key)
                : submission;
        SubmittedRun repeated = trial.submit(thread, again.bornOf(Samples.WORKER));
        assertThat(repeated.run()).isEqualTo(trial.reread(first.run()));
        assertThat(repeated.messages()).isEqualTo(first.messages());
        assertThat(repeated.lease()).isNull();
        assertThat(repeated.interrupted()).isNull();
        assertThat(other.messages()).extracting(Message::position).containsExactly(3L);
        assertThat(trial.log(thread)).hasSize(3);
        trial.store().threads().delete(Scopes.ANN, thread.id());
      }
    }
  }

  @ContractRule("BUSY-14")
  default void messagesThatJoinAsTheirRunIsClaimedAreAnswered(Trial trial) {
    for (int round = 0; round < 20; round++) {
      Run active = trial.submit();
      ChatThread thread = trial.threadOf(active);
      RunSubmission submission = trial.samples().submission(thread.id(), WhenBusy.MERGE, "and?");
      List<SubmittedRun> merged = new ArrayList<>();
      List<LeasedRun> claimed = new ArrayList<>();
      Callable<Boolean> merging = () -> merged.add(trial.submit(thread, submission));
      Callable<Boolean> claiming =
          () -> claimed.addAll(trial.store().queue().claim(Samples.WORKER, 1));
      Race.values(Race.between(merging, claiming));
      // A claim may pass over a run that another call holds.
      LeasedRun first = claimed.isEmpty() ? trial.claim() : claimed.get(0);
      assertThat(first.run().id()).isEqualTo(active.id());
      boolean joined = merged.get(0).run().id().equals(active.id());
      assertThat(first.run().progress().pinnedEnd()).isEqualTo(joined ? 2 : 1);
      trial.commit(first, RunCommit.of(RunMove.COMPLETE));
      if (!joined) {
        LeasedRun second = trial.claim();
        assertThat(second.run().id()).isEqualTo(submission.id());
        trial.commit(second, RunCommit.of(RunMove.COMPLETE));
      }
    }
  }
}
