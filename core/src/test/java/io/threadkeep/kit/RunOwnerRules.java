package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.id.RunId;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.NewMessage;
import io.threadkeep.message.Role;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.IllegalRunMoveException;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.StepDetails;
import io.threadkeep.run.StepStatus;
import io.threadkeep.run.Usage;
import io.threadkeep.run.WhenBusy;
import io.threadkeep.store.Admission;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.thread.ChatThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * RUN-12 to RUN-16, and RUN-29 to RUN-31: runs as their owner sees them.
 *
 * <ol start="12">
 *   <li>Pages walk the runs of a thread by creation in both orders.
 *   <li>A page after a run that is not in the thread is refused; so is what is missing itself.
 *   <li>Outputs are appended, steps replaced, and the run queued with no attempts, together.
 *   <li>The same outputs again change nothing; outputs that fail in part neither.
 *   <li>Cancelling ends what nobody is at work on, and tells the worker otherwise.
 *   <li value="29">What a run has left open is closed once, however many come to close it.
 *   <li>A thread's active run is the one that has not ended and does not wait for another.
 *   <li>Metadata is replaced in any status, and nothing else of the run changes by it.
 * </ol>
 */
interface RunOwnerRules extends StoreRules {

  @ContractRule("RUN-12")
  default void pagesWalkTheRunsOfAThread(Trial trial) {
    ChatThread thread = trial.startThread();
    trial.submit();
    List<Run> all = new ArrayList<>();
    for (int n = 0; n < 7; n++) {
      Run run = trial.submit(thread, trial.samples().submission(thread.id(), List.of())).run();
      all.add(trial.store().runs().cancel(Scopes.ANN, run.id()));
      trial.pass(n % 2 == 0 ? Duration.ofSeconds(1) : Duration.ZERO);
    }
    List<Run> reversed = new ArrayList<>(all);
    Collections.reverse(reversed);
    for (int limit : List.of(1, 3, 7, 100)) {
      assertThat(walk(trial, thread.id(), PageRequest.oldestFirst().limit(limit))).isEqualTo(all);
      assertThat(walk(trial, thread.id(), PageRequest.newestFirst().limit(limit)))
          .isEqualTo(reversed);
    }
  }

  @ContractRule("RUN-13")
  default void aMissingRunIsSaidToBeMissing(Trial trial) {
    RunId elsewhere = trial.submit().id();
    Run run = trial.submit();
    PageRequest first = PageRequest.newestFirst();
    for (String after :
        List.of(elsewhere.value(), trial.samples().ids().run().value(), "no id at all")) {
      Missing.assertThrown(
          "run",
          after,
          () -> trial.store().runs().list(Scopes.ANN, run.threadId(), first.after(after)));
    }
    for (String after : List.of(trial.samples().ids().step().value(), "no id at all")) {
      Missing.assertThrown(
          "run step",
          after,
          () -> trial.store().runs().steps(Scopes.ANN, run.id(), first.after(after)));
    }
    ThreadId noThread = trial.samples().ids().thread();
    Missing.assertThrown(
        "thread", noThread, () -> trial.store().runs().list(Scopes.ANN, noThread, first));
    RunId noRun = trial.samples().ids().run();
    assertThat(trial.store().runs().find(Scopes.ANN, noRun)).isEmpty();
    Missing.assertThrown("run", noRun, () -> trial.store().runs().steps(Scopes.ANN, noRun, first));
    Missing.assertThrown("run", noRun, () -> trial.store().runs().cancel(Scopes.ANN, noRun));
    Missing.assertThrown(
        "run",
        noRun,
        () -> trial.store().runs().submitOutputs(Scopes.ANN, noRun, 1, outputs(trial), List.of()));
  }

  @ContractRule("RUN-14")
  default void outputsAreAppendedAndTheRunQueuedTogether(Trial trial) {
    trial.commit(trial.submitAndClaim(), RunCommit.of(RunMove.RETRY));
    Run run = trial.commit(trial.claim(), RunCommit.of(RunMove.REQUIRE_ACTION));
    assertThat(run.progress().attempts()).isEqualTo(2);
    RunStep open = toolStep(trial, run, StepStatus.IN_PROGRESS);
    List<MessageDraft> outputs = outputs(trial);
    Run queued =
        trial.store().runs().submitOutputs(Scopes.ANN, run.id(), 1, outputs, List.of(open));
    assertThat(queued.status()).isEqualTo(RunStatus.QUEUED);
    assertThat(trial.reread(run)).isEqualTo(queued);
    assertThat(trial.store().messages().before(Scopes.ANN, run.threadId(), 100, 1))
        .extracting(Message::draft)
        .isEqualTo(outputs);
    assertThat(steps(trial, run)).containsExactly(open);
    assertThat(queued.progress().attempts()).isZero();
    assertThat(trial.claim().run().progress().attempts()).isEqualTo(1);
  }

  @ContractRule("RUN-15")
  default void outputsAreStoredOnceOrNotAtAll(Trial trial) {
    Run run = Situation.reach(trial, RunStatus.REQUIRES_ACTION).run();
    MessageDraft taken = trial.samples().draft("already elsewhere");
    trial.append(trial.startThread(), List.of(taken));
    List<MessageDraft> outputs = outputs(trial);
    List<MessageDraft> bad = List.of(trial.samples().draft("good"), taken);
    List<RunStep> steps = List.of(toolStep(trial, run, StepStatus.COMPLETED));
    assertThatThrownBy(
            () -> trial.store().runs().submitOutputs(Scopes.ANN, run.id(), 1, bad, steps))
        .isInstanceOf(ThreadkeepException.class);
    assertThat(trial.reread(run)).isEqualTo(run);
    assertThat(steps(trial, run)).isEmpty();
    assertThat(trial.store().messages().before(Scopes.ANN, run.threadId(), 100, 100)).hasSize(1);

    Run queued = trial.store().runs().submitOutputs(Scopes.ANN, run.id(), 1, outputs, steps);
    assertThat(trial.store().runs().submitOutputs(Scopes.ANN, run.id(), 1, outputs, steps))
        .isEqualTo(queued);
    assertThat(trial.store().messages().before(Scopes.ANN, run.threadId(), 100, 100)).hasSize(2);

    // It waits again, but for something else: these are too late, and those are there already.
    Run again = trial.commit(trial.claim(), RunCommit.of(RunMove.REQUIRE_ACTION));
    List<MessageDraft> late = outputs(trial);
    assertThatThrownBy(
            () -> trial.store().runs().submitOutputs(Scopes.ANN, run.id(), 1, late, steps))
        .isInstanceOf(IllegalRunMoveException.class);
    assertThat(trial.store().runs().submitOutputs(Scopes.ANN, run.id(), 1, outputs, steps))
        .isEqualTo(again);
    assertThat(trial.reread(run)).isEqualTo(again);
    assertThat(trial.store().messages().before(Scopes.ANN, run.threadId(), 100, 100)).hasSize(2);
  }

  @ContractRule("RUN-16")
  default void cancellingEndsWhatNobodyIsAtWorkOn(Trial trial) {
    for (RunStatus status : List.of(RunStatus.QUEUED, RunStatus.REQUIRES_ACTION)) {
      Run run = Situation.reach(trial, status).run();
      Run cancelled = trial.store().runs().cancel(Scopes.ANN, run.id());
      assertThat(cancelled.status()).isEqualTo(RunStatus.CANCELLED);
      assertThat(cancelled.times().endedAt()).isEqualTo(trial.clock().instant());
      assertThat(trial.reread(run)).isEqualTo(cancelled);
      assertThat(trial.store().queue().claim(Samples.WORKER, 10)).isEmpty();
    }
    Run running = Situation.reach(trial, RunStatus.IN_PROGRESS).run();
    Run told = trial.store().runs().cancel(Scopes.ANN, running.id());
    assertThat(told.status()).isEqualTo(RunStatus.CANCELLING);
    assertThat(told.times().endedAt()).isNull();
    assertThat(trial.store().runs().cancel(Scopes.ANN, running.id())).isEqualTo(told);
  }

  @ContractRule("RUN-29")
  default void whatARunHasLeftOpenIsClosedOnce(Trial trial) {
    LeasedRun leased = trial.submitAndClaim();
    RunStep open = toolStep(trial, leased.run(), StepStatus.IN_PROGRESS);
    Run run = trial.commit(leased, RunCommit.of(RunMove.REQUIRE_ACTION).with(open, Usage.NONE));
    trial.store().runs().cancel(Scopes.ANN, run.id());
    List<MessageDraft> results = outputs(trial);
    for (List<MessageDraft> these : List.of(results, results, outputs(trial))) {
      trial.pass(Duration.ofSeconds(1));
      RunStep closed = open.ended(StepStatus.CANCELLED, null, trial.clock().instant());
      trial.store().runs().close(Scopes.ANN, run.id(), these, List.of(closed));
    }
    assertThat(trial.store().messages().before(Scopes.ANN, run.threadId(), 100, 100))
        .hasSize(2)
        .extracting(Message::draft)
        .containsAll(results);
    assertThat(steps(trial, run))
        .extracting(step -> step.outcome().status())
        .containsExactly(StepStatus.CANCELLED);
  }

  @ContractRule("RUN-30")
  default void theActiveRunIsTheOneThatKeepsItsThreadBusy(Trial trial) {
    ChatThread thread = trial.startThread();
    assertThat(trial.store().runs().active(Scopes.ANN, thread.id())).isEmpty();
    RunSubmission first = trial.samples().submission(thread.id(), List.of());
    Run busy = trial.submit(thread, first).run();
    Admission queued = Admission.when(WhenBusy.ENQUEUE);
    RunSubmission second = trial.samples().submission(thread.id(), List.of()).on(queued);
    Run waiting = trial.submit(thread, second).run();
    assertThat(trial.store().runs().active(Scopes.ANN, thread.id())).contains(busy);
    trial.store().runs().cancel(Scopes.ANN, busy.id());
    assertThat(trial.store().runs().active(Scopes.ANN, thread.id()))
        .map(Run::id)
        .contains(waiting.id());
    trial.store().runs().cancel(Scopes.ANN, waiting.id());
    assertThat(trial.store().runs().active(Scopes.ANN, thread.id())).isEmpty();
    assertThat(trial.store().runs().active(Scopes.ANN, trial.samples().ids().thread())).isEmpty();
  }

  @ContractRule("RUN-31")
  default void metadataIsReplacedInAnyStatus(Trial trial) {
    for (RunStatus status : RunStatus.values()) {
      Run run = Situation.reach(trial, status).run();
      Metadata metadata = Metadata.of("seen", status.wireName());
      Run changed = trial.store().runs().replaceMetadata(Scopes.ANN, run.id(), metadata);
      assertThat(changed.metadata()).isEqualTo(metadata);
      assertThat(trial.reread(run)).isEqualTo(changed);
      assertThat(changed.spec()).isEqualTo(run.spec().withMetadata(metadata));
      assertThat(changed.progress()).isEqualTo(run.progress());
      assertThat(changed.times()).isEqualTo(run.times());
      trial.store().threads().delete(Scopes.ANN, run.threadId());
    }
    LeasedRun leased = trial.submitAndClaim();
    Metadata metadata = Metadata.of("seen", "meanwhile");
    trial.store().runs().replaceMetadata(Scopes.ANN, leased.run().id(), metadata);
    assertThat(trial.commit(leased, RunCommit.of(RunMove.COMPLETE)).metadata()).isEqualTo(metadata);
    RunId noRun = trial.samples().ids().run();
    Missing.assertThrown(
        "run", noRun, () -> trial.store().runs().replaceMetadata(Scopes.ANN, noRun, metadata));
  }

  private static List<MessageDraft> outputs(Trial trial) {
    return List.of(
        trial
            .samples()
            .draft(NewMessage.of(Role.TOOL, new ContentPart.ToolResult("call", "out", false))));
  }

  private static RunStep toolStep(Trial trial, Run run, StepStatus status) {
    return new RunStep(
        trial.samples().ids().step(),
        run.id(),
        1,
        trial.clock().instant(),
        null,
        new RunStep.Outcome(
            status,
            new StepDetails.ToolCalls(
                trial.samples().ids().message(), List.of("call-1"), List.of(), List.of()),
            Usage.NONE,
            null,
            null));
  }

  private static List<Run> walk(Trial trial, ThreadId thread, PageRequest first) {
    return Trial.walk(first, page -> trial.store().runs().list(Scopes.ANN, thread, page));
  }

  private static List<RunStep> steps(Trial trial, Run run) {
    return trial.store().runs().steps(Scopes.ANN, run.id(), PageRequest.oldestFirst()).items();
  }
}
