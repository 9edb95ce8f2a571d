package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.id.MessageId;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunError;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.StepDetails;
import io.threadkeep.run.StepStatus;
import io.threadkeep.run.Usage;
import io.threadkeep.store.CommittedRun;
import io.threadkeep.store.NewEvents;
import io.threadkeep.store.RunCommit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RUN-17 to RUN-23: what a worker writes.
 *
 * <ol start="17">
 *   <li>Reply, step, usage and status are stored together.
 *   <li>A commit that fails in part stores nothing, and the lease still holds.
 *   <li>The same commit again gives the first result.
 *   <li>Usage adds up over the attempts.
 *   <li>Error, incomplete reason and times are kept.
 *   <li>Steps come back equal, with their manifests, by creation, and are replaced by id.
 *   <li>Of two commits at once on one lease, one wins.
 * </ol>
 */
interface RunCommitRules extends StoreRules {

  @ContractRule("RUN-17")
  default void replyStepUsageAndStatusAreStoredTogether(Trial trial) {
    LeasedRun leased = trial.submitAndClaim();
    Run run = leased.run();
    RunStep step = trial.samples().step(run.id());
    MessageDraft reply = trial.samples().draft("the reply");
    trial.pass(Duration.ofSeconds(3));
    RunCommit commit = RunCommit.of(RunMove.COMPLETE).with(step, step.usage()).saying(reply);
    CommittedRun committed = trial.store().queue().commit(leased.lease(), commit);
    Run done = committed.run();
    assertThat(committed.messages()).isEqualTo(log(trial, run).subList(1, 2));
    assertThat(done.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(done.usage()).isEqualTo(step.usage());
    assertThat(done.times().endedAt()).isEqualTo(trial.clock().instant());
    assertThat(done.spec()).isEqualTo(run.spec());
    assertThat(trial.reread(run)).isEqualTo(done);
    assertThat(log(trial, run)).hasSize(2).last().extracting(Message::draft).isEqualTo(reply);
    assertThat(steps(trial, run)).containsExactly(step);
  }

  @ContractRule("RUN-18")
  default void aCommitThatFailsInPartStoresNothing(Trial trial) {
    MessageDraft taken = trial.samples().draft("already elsewhere");
    trial.append(trial.startThread(), List.of(taken));
    LeasedRun leased = trial.submitAndClaim();
    RunStep step = trial.samples().step(leased.run().id());
    RunCommit bad =
        new RunCommit(
            RunMove.COMPLETE,
            List.of(trial.samples().draft("good"), taken),
            List.of(step),
            step.usage(),
            null,
            null,
            Duration.ZERO,
            NewEvents.NONE);
    assertThatThrownBy(() -> trial.commit(leased, bad)).isInstanceOf(ThreadkeepException.class);
    assertThat(trial.reread(leased.run())).isEqualTo(leased.run());
    assertThat(log(trial, leased.run())).hasSize(1);
    assertThat(steps(trial, leased.run())).isEmpty();
    RunCommit good = RunCommit.of(RunMove.COMPLETE).saying(trial.samples().draft("the reply"));
    assertThat(trial.commit(leased, good).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(log(trial, leased.run())).extracting(Message::position).containsExactly(1L, 2L);
  }

  @ContractRule("RUN-19")
  default void theSameCommitAgainReturnsTheFirstResult(Trial trial) {
    for (RunMove move : List.of(RunMove.COMPLETE, RunMove.CUT_SHORT, RunMove.REQUIRE_ACTION)) {
      LeasedRun leased = trial.submitAndClaim();
      RunStep step = trial.samples().step(leased.run().id());
      RunCommit both =
          RunCommit.of(move).with(step, step.usage()).saying(trial.samples().draft("the reply"));
      CommittedRun first = trial.store().queue().commit(leased.lease(), both);
      trial.pass(Duration.ofSeconds(1));
      assertThat(trial.store().queue().commit(leased.lease(), both)).isEqualTo(first);
      assertThat(log(trial, leased.run())).hasSize(2);
      assertThat(steps(trial, leased.run())).containsExactly(step);
    }
    LeasedRun leased = trial.submitAndClaim();
    RunStep step = trial.samples().step(leased.run().id());
    RunCommit stepOnly = RunCommit.of(RunMove.FAIL).with(step, step.usage());
    Run first = trial.commit(leased, stepOnly);
    assertThat(trial.commit(leased, stepOnly)).isEqualTo(first);
    assertThat(first.usage()).isEqualTo(step.usage());
  }

  @ContractRule("RUN-20")
  default void usageAddsUpOverTheAttempts(Trial trial) {
    LeasedRun first = trial.submitAndClaim();
    Run run = first.run();
    trial.commit(
        first,
        RunCommit.of(RunMove.RETRY).with(trial.samples().step(run.id()), new Usage(10, 2, 8, 1)));
    assertThat(trial.reread(run).usage()).isEqualTo(new Usage(10, 2, 8, 1));
    LeasedRun second = trial.claim();
    assertThat(second.run().usage()).isEqualTo(new Usage(10, 2, 8, 1));
    Usage large = new Usage(5_000_000_000L, 3, 2, 1);
    Run done =
        trial.commit(
            second, RunCommit.of(RunMove.COMPLETE).with(trial.samples().step(run.id()), large));
    assertThat(done.usage()).isEqualTo(new Usage(5_000_000_010L, 5, 10, 2));
    assertThat(trial.reread(run)).isEqualTo(done);
  }

  @ContractRule("RUN-21")
  default void errorReasonAndTimesAreKept(Trial trial) {
    for (RunError.Code code : RunError.Code.values()) {
      LeasedRun leased = trial.submitAndClaim();
      Instant claimedAt = trial.clock().instant();
      trial.pass(Duration.ofMillis(1_500));
      RunError error = new RunError(code, "It's \"broken\": \uD83D\uDE00 " + "x".repeat(1_900));
      Run failed = trial.commit(leased, RunCommit.of(RunMove.FAIL).because(error));
      assertThat(failed.error()).isEqualTo(error);
      assertThat(failed.times().startedAt()).isEqualTo(claimedAt);
      assertThat(failed.times().endedAt()).isEqualTo(trial.clock().instant());
      assertThat(trial.reread(failed)).isEqualTo(failed);
    }
    for (IncompleteReason reason : IncompleteReason.values()) {
      Run cut =
          trial.commit(trial.submitAndClaim(), RunCommit.of(RunMove.CUT_SHORT).cutShortBy(reason));
      assertThat(cut.progress().incomplete()).isEqualTo(reason);
      assertThat(trial.reread(cut)).isEqualTo(cut);
    }
    LeasedRun first = trial.submitAndClaim();
    trial.commit(first, RunCommit.of(RunMove.RETRY));
    trial.pass(Duration.ofSeconds(5));
    Run second = trial.claim().run();
    assertThat(second.times().startedAt()).isEqualTo(trial.clock().instant());
    assertThat(second.times().endedAt()).isNull();
  }

  @ContractRule("RUN-22")
  default void stepsComeBackEqual(Trial trial) {
    LeasedRun leased = trial.submitAndClaim();
    Run run = leased.run();
    List<RunStep> steps = new ArrayList<>();
    steps.add(trial.samples().step(run.id()));
    for (StepStatus status : StepStatus.values()) {
      trial.pass(Duration.ofNanos(1_000));
      steps.add(step(trial, run, status, new StepDetails.NoAnswer()));
    }
    RunStep open =
        step(
            trial,
            run,
            StepStatus.IN_PROGRESS,
            new StepDetails.ToolCalls(messageId(trial), List.of("call-1"), List.of(), List.of()));
    steps.add(open);
    trial.commit(leased, commit(RunMove.REQUIRE_ACTION, steps));
    assertThat(steps(trial, run)).isEqualTo(steps);
    for (int limit : List.of(1, 3, 7)) {
      List<RunStep> reversed = new ArrayList<>(steps);
      Collections.reverse(reversed);
      assertThat(walk(trial, run, PageRequest.oldestFirst().limit(limit))).isEqualTo(steps);
      assertThat(walk(trial, run, PageRequest.newestFirst().limit(limit))).isEqualTo(reversed);
    }

    RunStep closed =
        new RunStep(
            open.id(),
            run.id(),
            open.attempt(),
            open.createdAt(),
            trial.samples().manifest(),
            new RunStep.Outcome(
                StepStatus.COMPLETED, open.details(), new Usage(1, 2, 3, 4), null, endedAt(trial)));
    trial
        .store()
        .runs()
        .submitOutputs(Scopes.ANN, run.id(), 1, trial.samples().drafts("out"), List.of(closed));
    steps.set(steps.size() - 1, closed);
    assertThat(steps(trial, run)).isEqualTo(steps);
    RunStep next = step(trial, run, StepStatus.COMPLETED, new StepDetails.NoAnswer());
    trial.commit(trial.claim(), commit(RunMove.COMPLETE, List.of(closed, next)));
    steps.add(next);
    assertThat(steps(trial, run)).isEqualTo(steps);
  }

  @ContractRule("RUN-23")
  default void ofTwoParallelCommitsOnOneLeaseOneWins(Trial trial) {
    for (int n = 0; n < 20; n++) {
      LeasedRun leased = trial.submitAndClaim();
      RunCommit left = RunCommit.of(RunMove.COMPLETE).saying(trial.samples().draft("left"));
      RunCommit right = RunCommit.of(RunMove.CUT_SHORT).saying(trial.samples().draft("right"));
      List<Race.Finish<Run>> both =
          Race.between(() -> trial.commit(leased, left), () -> trial.commit(leased, right));
      assertThat(both).filteredOn(finish -> finish.error() == null).hasSize(1);
      assertThat(log(trial, leased.run())).hasSize(2);
      boolean leftWon = both.get(0).error() == null;
      assertThat(trial.reread(leased.run()).status())
          .isEqualTo(leftWon ? RunStatus.COMPLETED : RunStatus.INCOMPLETE);
      assertThat(log(trial, leased.run()))
          .last()
          .extracting(Message::text)
          .isEqualTo(leftWon ? "left" : "right");
    }
  }

  private static RunCommit commit(RunMove move, List<RunStep> steps) {
    return new RunCommit(
        move, List.of(), steps, Usage.NONE, null, null, Duration.ZERO, NewEvents.NONE);
  }

  private static MessageId messageId(Trial trial) {
    return trial.samples().ids().message();
  }

  private static Instant endedAt(Trial trial) {
    return trial.clock().instant().plusNanos(123_456_000);
  }

  private static RunStep step(Trial trial, Run run, StepStatus status, StepDetails details) {
    @Nullable RunError error =
        status == StepStatus.FAILED ? new RunError(RunError.Code.TIMEOUT, "too slow") : null;
    return new RunStep(
        trial.samples().ids().step(),
        run.id(),
        run.progress().attempts(),
        trial.clock().instant(),
        null,
        new RunStep.Outcome(
            status,
            details,
            Usage.NONE,
            error,
            status == StepStatus.IN_PROGRESS ? null : endedAt(trial)));
  }

  private static List<Message> log(Trial trial, Run run) {
    return trial
        .store()
        .messages()
        .list(Scopes.ANN, run.threadId(), PageRequest.oldestFirst())
        .items();
  }

  private static List<RunStep> steps(Trial trial, Run run) {
    return walk(trial, run, PageRequest.oldestFirst());
  }

  private static List<RunStep> walk(Trial trial, Run run, PageRequest first) {
    return Trial.walk(first, page -> trial.store().runs().steps(Scopes.ANN, run.id(), page));
  }
}
