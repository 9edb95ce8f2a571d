package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.threadkeep.message.IncompleteReason;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.LeaseLostException;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunStep;
import io.threadkeep.store.LeaseState;
import io.threadkeep.store.RunCommit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * RUN-24 to RUN-28: a run that goes on after it has stored something, and one that ends on its way.
 *
 * <ol start="24">
 *   <li>An advance stores its step, and the run goes on under the same lease and attempt.
 *   <li>How often a run has advanced is counted, and outlives attempt and worker.
 *   <li>The same advance again changes nothing, as long as its lease holds.
 *   <li>An advance is lost with its lease, stored or not.
 *   <li>A worker ends a run whose time is up, and what was said is kept.
 * </ol>
 */
interface RunAdvanceRules extends StoreRules {

  @ContractRule("RUN-24")
  default void anAdvanceStoresItsStepAndTheRunGoesOn(Trial trial) {
    LeasedRun leased = trial.submitAndClaim();
    RunStep step = trial.samples().step(leased.run().id());
    MessageDraft call = trial.samples().draft("a call");
    trial.pass(Duration.ofSeconds(1));
    Run on = trial.commit(leased, advance(step).saying(call));
    assertThat(on.status()).isEqualTo(RunStatus.IN_PROGRESS);
    assertThat(on.times()).isEqualTo(leased.run().times());
    assertThat(on.progress().attempts()).isEqualTo(1);
    assertThat(on.progress().pinnedEnd()).isEqualTo(leased.run().progress().pinnedEnd());
    assertThat(on.usage()).isEqualTo(step.usage());
    assertThat(trial.reread(on)).isEqualTo(on);
    assertThat(texts(trial, on)).containsExactly("And now?", "a call");
    assertThat(steps(trial, on)).containsExactly(step);
    assertThat(trial.store().queue().claim(Samples.WORKER, 10)).isEmpty();
    assertThat(trial.store().queue().heartbeat(List.of(leased.lease()), Samples.LEASE))
        .isEqualTo(Map.of(leased.lease(), LeaseState.HELD));

    RunStep last = trial.samples().step(on.id());
    Run done =
        trial.commit(
            leased,
            RunCommit.of(RunMove.COMPLETE)
                .with(last, last.usage())
                .saying(trial.samples().draft("the reply")));
    assertThat(done.usage()).isEqualTo(step.usage().plus(last.usage()));
    assertThat(texts(trial, on)).containsExactly("And now?", "a call", "the reply");
  }

  @ContractRule("RUN-25")
  default void advancesAreCounted(Trial trial) {
    LeasedRun first = trial.submitAndClaim();
    assertThat(first.run().progress().advances()).isZero();
    advance(trial, first);
    assertThat(advance(trial, first).progress().advances()).isEqualTo(2);
    assertThat(trial.commit(first, RunCommit.of(RunMove.RETRY)).progress().advances()).isEqualTo(2);
    LeasedRun second = trial.claim();
    assertThat(second.run().progress().advances()).isEqualTo(2);
    Run waiting = trial.commit(second, RunCommit.of(RunMove.REQUIRE_ACTION));
    assertThat(waiting.progress().advances()).isEqualTo(3);
    Run queued =
        trial
            .store()
            .runs()
            .submitOutputs(Scopes.ANN, waiting.id(), 3, trial.samples().drafts("out"), List.of());
    assertThat(queued.progress().advances()).isEqualTo(3);
    LeasedRun third = trial.claim();
    trial.pass(Samples.LEASE.plusMillis(1));
    trial.store().queue().reap(3, 10);
    Run done = trial.commit(trial.claim(), RunCommit.of(RunMove.COMPLETE));
    assertThat(done.progress().advances()).isEqualTo(3);
    assertThat(trial.reread(third.run())).isEqualTo(done);
  }

  @ContractRule("RUN-26")
  default void theSameAdvanceAgainChangesNothing(Trial trial) {
    LeasedRun leased = trial.submitAndClaim();
    Run run = leased.run();
    RunStep asked = trial.samples().step(run.id());
    RunStep alone = trial.samples().step(run.id());
    List<RunCommit> advances =
        List.of(
            advance(asked).saying(trial.samples().draft("a call")),
            RunCommit.of(RunMove.ADVANCE).saying(trial.samples().draft("a result")),
            advance(alone));
    for (RunCommit commit : advances) {
      Run first = trial.commit(leased, commit);
      assertThat(trial.commit(leased, commit)).isEqualTo(first);
    }
    assertThat(trial.reread(run).usage()).isEqualTo(asked.usage().plus(alone.usage()));
    assertThat(texts(trial, run)).containsExactly("And now?", "a call", "a result");
    assertThat(steps(trial, run)).containsExactlyInAnyOrder(asked, alone);

    for (int n = 0; n < 20; n++) {
      boolean withMessage = n % 2 == 0;
      RunCommit twice = advance(trial.samples().step(run.id()));
      RunCommit commit = withMessage ? twice.saying(trial.samples().draft("both")) : twice;
      Run before = trial.reread(run);
      List<Run> both =
          Race.values(
              Race.between(() -> trial.commit(leased, commit), () -> trial.commit(leased, commit)));
      assertThat(both.get(0)).isEqualTo(both.get(1));
      assertThat(both.get(0).usage()).isEqualTo(before.usage().plus(commit.usage()));
      assertThat(both.get(0).progress().advances()).isEqualTo(before.progress().advances() + 1);
    }

    // A worker that does not know whether it has advanced must not pay for the step once more.
    Run cancelling = trial.store().runs().cancel(Scopes.ANN, run.id());
    for (RunCommit commit : advances) {
      assertThat(trial.commit(leased, commit)).isEqualTo(cancelling);
    }
  }

  @ContractRule("RUN-27")
  default void anAdvanceIsLostWithItsLease(Trial trial) {
    LeasedRun stale = trial.submitAndClaim();
    RunCommit stored = advance(trial.samples().step(stale.run().id()));
    List<RunCommit> commits =
        Stream.of(
                stored, stored.saying(trial.samples().draft("a call")), advance(trial, stale.run()))
            .toList();
    trial.commit(stale, commits.get(0));
    trial.commit(stale, commits.get(1));
    trial.pass(Samples.LEASE.plusMillis(1));
    trial.store().queue().reap(3, 10);
    assertLost(trial, stale, commits);
    LeasedRun current = trial.claim();
    assertLost(trial, stale, commits);
    advance(trial, current);
    trial.commit(current, RunCommit.of(RunMove.COMPLETE));
    assertLost(trial, stale, commits);
  }

  @ContractRule("RUN-28")
  default void aWorkerEndsARunWhoseTimeIsUpAndKeepsWhatWasSaid(Trial trial) {
    for (RunStatus status : Situation.LEASED) {
      Situation at = Situation.reach(trial, status);
      Run run = at.run();
      RunStep step = trial.samples().step(run.id());
      RunCommit timeUp =
          RunCommit.of(RunMove.TIME_UP)
              .with(step, step.usage())
              .saying(trial.samples().draft("half a re"))
              .cutShortBy(IncompleteReason.RUN_EXPIRED);
      trial.pass(Duration.ofSeconds(1));
      Run expired = trial.store().queue().commit(at.lease(), timeUp).run();
      assertThat(expired.status()).isEqualTo(RunStatus.EXPIRED);
      assertThat(expired.times().endedAt()).isEqualTo(trial.clock().instant());
      assertThat(expired.progress().incomplete()).isEqualTo(IncompleteReason.RUN_EXPIRED);
      assertThat(expired.usage()).isEqualTo(step.usage());
      assertThat(trial.store().queue().commit(at.lease(), timeUp).run()).isEqualTo(expired);
      assertThat(texts(trial, run)).containsExactly("And now?", "half a re");
      Run next =
          trial
              .store()
              .runs()
              .submit(Scopes.ANN, trial.samples().submission(run.threadId(), List.of()))
              .run();
      trial.store().runs().cancel(Scopes.ANN, next.id());
    }
  }

  private static RunCommit advance(RunStep step) {
    return RunCommit.of(RunMove.ADVANCE).with(step, step.usage());
  }

  private static RunCommit advance(Trial trial, Run run) {
    return advance(trial.samples().step(run.id())).saying(trial.samples().draft("never stored"));
  }

  private static Run advance(Trial trial, LeasedRun leased) {
    return trial.commit(leased, advance(trial.samples().step(leased.run().id())));
  }

  private static void assertLost(Trial trial, LeasedRun stale, List<RunCommit> commits) {
    Run before = trial.reread(stale.run());
    List<String> said = texts(trial, before);
    for (RunCommit commit : commits) {
      assertThatExceptionOfType(LeaseLostException.class)
          .isThrownBy(() -> trial.commit(stale, commit));
    }
    assertThat(trial.reread(before)).isEqualTo(before);
    assertThat(texts(trial, before)).isEqualTo(said);
  }

  private static List<String> texts(Trial trial, Run run) {
    return trial
        .store()
        .messages()
        .list(Scopes.ANN, run.threadId(), PageRequest.oldestFirst())
        .items()
        .stream()
        .map(Message::text)
        .toList();
  }

  private static List<RunStep> steps(Trial trial, Run run) {
    return trial.store().runs().steps(Scopes.ANN, run.id(), PageRequest.oldestFirst()).items();
  }
}
