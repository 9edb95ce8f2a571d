package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.threadkeep.id.RunId;
import io.threadkeep.message.Message;
import io.threadkeep.run.ActiveRunException;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.WhenBusy;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.store.SubmittedRun;
import io.threadkeep.thread.ChatThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * BUSY-1 to BUSY-7: runs that wait for their thread.
 *
 * <ol>
 *   <li>On an idle thread a run is active at once, whatever it would do on a busy one.
 *   <li>A run that waits is queued behind its messages, and nobody can claim it.
 *   <li>When the active run has ended, in whichever way, the oldest waiting one is active.
 *   <li>It is then pinned to the log's end, and stays there.
 *   <li>Waiting runs follow each other in the order of their submission.
 *   <li>A run that waits can be cancelled, and its time can be up; the others move on.
 *   <li>None is left behind when runs end just as others are submitted.
 * </ol>
 */
interface BusyThreadRules extends StoreRules {

  @ContractRule("BUSY-1")
  default void onAnIdleThreadARunIsActiveAtOnce(Trial trial) {
    for (WhenBusy whenBusy : WhenBusy.values()) {
      ChatThread thread = trial.startThread();
      RunSubmission submission = trial.samples().submission(thread.id(), whenBusy, "question");
      SubmittedRun born = trial.submit(thread, submission.bornOf(Samples.WORKER));
      assertThat(born.run().id()).isEqualTo(submission.id());
      assertThat(born.run().status()).isEqualTo(RunStatus.IN_PROGRESS);
      assertThat(born.lease()).isNotNull();
      assertThat(born.interrupted()).isNull();
      Run queued = trial.submit(trial.startThread(), whenBusy, "question").run();
      assertThat(trial.claim().run().id()).isEqualTo(queued.id());
    }
  }

  @ContractRule("BUSY-2")
  default void aRunThatWaitsIsQueuedAndNobodyCanClaimIt(Trial trial) {
    LeasedRun active = trial.submitAndClaim();
    ChatThread thread = trial.threadOf(active.run());
    RunSubmission submission =
        trial.samples().submission(thread.id(), WhenBusy.ENQUEUE, "and then", "what?");
    SubmittedRun second = trial.submit(thread, submission.bornOf(Samples.WORKER));
    assertThat(second.lease()).isNull();
    assertThat(second.interrupted()).isNull();
    assertThat(second.run().id()).isEqualTo(submission.id());
    assertThat(second.run().status()).isEqualTo(RunStatus.QUEUED);
    assertThat(second.run().progress().attempts()).isZero();
    assertThat(second.run().progress().pinnedEnd()).isEqualTo(3);
    assertThat(second.messages()).extracting(Message::position).containsExactly(2L, 3L);
    assertThat(trial.reread(second.run())).isEqualTo(second.run());
    assertThat(trial.store().queue().claim(Samples.WORKER, 10)).isEmpty();
    assertThat(trial.reread(active.run())).isEqualTo(active.run());
    assertThat(activeRun(trial, thread)).isEqualTo(active.run().id());
  }

  @ContractRule("BUSY-3")
  default void whenTheActiveRunHasEndedTheOldestWaitingOneIsActive(Trial trial) {
    for (Ending ending : Ending.values()) {
      Run first = trial.submit();
      ChatThread thread = trial.threadOf(first);
      trial.pass(Samples.LEASE);
      Run second = trial.submit(thread, WhenBusy.ENQUEUE, "second").run();
      trial.pass(Duration.ofMillis(10));
      trial.submit(thread, WhenBusy.ENQUEUE, "third");
      ending.of(first, trial);
      assertThat(trial.reread(first).status().isFinal()).as(ending.toString()).isTrue();
      assertThat(activeRun(trial, thread)).as(ending.toString()).isEqualTo(second.id());
      LeasedRun next = trial.claim();
      assertThat(next.run().id()).as(ending.toString()).isEqualTo(second.id());
      assertThat(next.run().progress().attempts()).isEqualTo(1);
      trial.store().threads().delete(Scopes.ANN, thread.id());
    }
  }

  @ContractRule("BUSY-4")
  default void aRunThatHasWaitedIsPinnedToTheLogsEnd(Trial trial) {
    LeasedRun first = trial.submitAndClaim();
    ChatThread thread = trial.threadOf(first.run());
    Run second = trial.submit(thread, WhenBusy.ENQUEUE, "second").run();
    trial.say(thread, "meanwhile");
    assertThat(trial.reread(second).progress().pinnedEnd()).isEqualTo(2);
    trial.commit(first, RunCommit.of(RunMove.COMPLETE).saying(trial.samples().draft("reply")));
    trial.say(thread, "later");
    assertThat(trial.reread(second).progress().pinnedEnd()).isEqualTo(4);
    assertThat(trial.claim().run().progress().pinnedEnd()).isEqualTo(4);
    assertThat(trial.log(thread)).hasSize(5);
  }

  @ContractRule("BUSY-5")
  default void waitingRunsFollowEachOther(Trial trial) {
    LeasedRun active = trial.submitAndClaim();
    ChatThread thread = trial.threadOf(active.run());
    List<RunId> submitted = new ArrayList<>();
    for (int n = 0; n < 5; n++) {
      trial.pass(Duration.ofMillis(10));
      submitted.add(trial.submit(thread, WhenBusy.ENQUEUE, "question " + n).run().id());
    }
    List<RunId> begun = new ArrayList<>();
    for (int n = 0; n < 5; n++) {
      trial.commit(active, RunCommit.of(RunMove.COMPLETE));
      active = trial.claim();
      begun.add(active.run().id());
    }
    assertThat(begun).isEqualTo(submitted);
    trial.commit(active, RunCommit.of(RunMove.COMPLETE));
    Run last = trial.submit(thread, WhenBusy.REJECT, "and that is all").run();
    assertThat(trial.claim().run().id()).isEqualTo(last.id());
  }

  @ContractRule("BUSY-6")
  default void aRunThatWaitsCanBeCancelledAndItsTimeCanBeUp(Trial trial) {
    LeasedRun active = trial.submitAndClaim();
    ChatThread thread = trial.threadOf(active.run());
    RunSubmission hasty = trial.samples().submission(thread.id(), WhenBusy.ENQUEUE, "hurry");
    Run late = trial.submit(thread, hasty.expiringIn(Duration.ofSeconds(5))).run();
    Run unwanted = trial.submit(thread, WhenBusy.ENQUEUE, "not wanted").run();
    Run third = trial.submit(thread, WhenBusy.ENQUEUE, "third").run();
    assertThat(trial.store().runs().cancel(Scopes.ANN, unwanted.id()).status())
        .isEqualTo(RunStatus.CANCELLED);
    trial.pass(Duration.ofSeconds(6));
    trial.store().queue().reap(3, 10);
    assertThat(trial.reread(late).status()).isEqualTo(RunStatus.EXPIRED);
    assertThat(trial.reread(third)).isEqualTo(third);
    assertThat(trial.store().queue().claim(Samples.WORKER, 10)).isEmpty();
    assertThat(activeRun(trial, thread)).isEqualTo(active.run().id());
    trial.commit(active, RunCommit.of(RunMove.COMPLETE));
    LeasedRun next = trial.claim();
    assertThat(next.run().id()).isEqualTo(third.id());
    trial.commit(next, RunCommit.of(RunMove.COMPLETE));
    Run last = trial.submit(thread, WhenBusy.ENQUEUE, "nobody waits").run();
    assertThat(trial.claim().run().id()).isEqualTo(last.id());
  }

  @ContractRule("BUSY-7")
  default void noneIsLeftBehindWhenRunsEndAsOthersAreSubmitted(Trial trial) {
    for (int round = 0; round < 10; round++) {
      LeasedRun active = trial.submitAndClaim();
      ChatThread thread = trial.threadOf(active.run());
      List<Callable<RunId>> calls = new ArrayList<>();
      calls.add(() -> trial.commit(active, RunCommit.of(RunMove.COMPLETE)).id());
      for (int n = 0; n < 3; n++) {
        RunSubmission submission =
            trial.samples().submission(thread.id(), WhenBusy.ENQUEUE, "question " + n);
        calls.add(() -> trial.submit(thread, submission).run().id());
      }
      List<RunId> all = Race.values(Race.among(calls));
      List<RunId> begun = new ArrayList<>(List.of(active.run().id()));
      for (int n = 0; n < 3; n++) {
        LeasedRun next = trial.claim();
        begun.add(next.run().id());
        trial.commit(next, RunCommit.of(RunMove.COMPLETE));
      }
      assertThat(begun).containsExactlyInAnyOrderElementsOf(all);
    }
  }

  private static RunId activeRun(Trial trial, ChatThread thread) {
    RunSubmission refused = trial.samples().submission(thread.id(), WhenBusy.REJECT, "refused");
    return catchThrowableOfType(ActiveRunException.class, () -> trial.submit(thread, refused))
        .activeRunId();
  }
}
