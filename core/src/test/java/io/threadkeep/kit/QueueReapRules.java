package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.threadkeep.run.LeaseLostException;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunError;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStatus;
import io.threadkeep.store.LeaseState;
import io.threadkeep.store.RunCommit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * QUEUE-13 to QUEUE-19: reaping.
 *
 * <ol start="13">
 *   <li>A run is reaped when its lease has run out, and not before.
 *   <li>After the last attempt it has failed.
 *   <li>A run that is being cancelled is then cancelled.
 *   <li>A run whose time is up has expired, wherever it was, and its worker is fenced off; but not
 *       before its worker's lease is over too.
 *   <li>A run whose time is up is not claimed, reaped or not.
 *   <li>Each call moves at most its limit, and reports just what it moved.
 *   <li>Several reapers at once move each run once.
 * </ol>
 */
interface QueueReapRules extends StoreRules {

  @ContractRule("QUEUE-13")
  default void aRunIsReapedWhenItsLeaseHasRunOut(Trial trial) {
    Situation.reach(trial, RunStatus.REQUIRES_ACTION);
    LeasedRun leased = trial.submitAndClaim();
    trial.pass(Samples.LEASE.minusMillis(1));
    assertThat(trial.store().queue().reap(3, 10)).isEmpty();
    assertThat(trial.reread(leased.run())).isEqualTo(leased.run());
    trial.pass(Duration.ofMillis(2));
    List<Run> reaped = trial.store().queue().reap(3, 10);
    assertThat(reaped).hasSize(1);
    Run run = reaped.get(0);
    assertThat(run.id()).isEqualTo(leased.run().id());
    assertThat(run.status()).isEqualTo(RunStatus.QUEUED);
    assertThat(run.progress().attempts()).isEqualTo(1);
    assertThat(trial.reread(run)).isEqualTo(run);
    assertThat(trial.store().queue().reap(3, 10)).isEmpty();
    assertThat(trial.claim().run().progress().attempts()).isEqualTo(2);
  }

  @ContractRule("QUEUE-14")
  default void afterTheLastAttemptARunHasFailed(Trial trial) {
    Run run = trial.submit();
    for (int attempt = 1; attempt <= 2; attempt++) {
      trial.claim();
      trial.pass(Samples.LEASE.plusMillis(1));
      assertThat(trial.store().queue().reap(3, 10))
          .extracting(Run::status)
          .containsExactly(RunStatus.QUEUED);
    }
    LeasedRun last = trial.claim();
    trial.pass(Samples.LEASE.plusMillis(1));
    List<Run> reaped = trial.store().queue().reap(3, 10);
    assertThat(reaped).hasSize(1);
    Run failed = reaped.get(0);
    assertThat(failed.status()).isEqualTo(RunStatus.FAILED);
    RunError error = failed.error();
    assertThat(error).isNotNull();
    assertThat(error.code()).isEqualTo(RunError.Code.SERVER_ERROR);
    assertThat(failed.times().endedAt()).isEqualTo(trial.clock().instant());
    assertThat(trial.reread(run)).isEqualTo(failed);
    assertFenced(trial, last);
    assertFree(trial, failed);
  }

  @ContractRule("QUEUE-15")
  default void aRunThatIsBeingCancelledIsThenCancelled(Trial trial) {
    LeasedRun leased = trial.submitAndClaim();
    trial.store().runs().cancel(Scopes.ANN, leased.run().id());
    assertThat(trial.store().queue().reap(1, 10)).isEmpty();
    trial.pass(Samples.LEASE.plusMillis(1));
    assertThat(trial.store().queue().reap(1, 10))
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.status()).isEqualTo(RunStatus.CANCELLED);
              assertThat(run.times().endedAt()).isEqualTo(trial.clock().instant());
              assertThat(trial.reread(run)).isEqualTo(run);
            });
    assertFenced(trial, leased);
    assertFree(trial, leased.run());
  }

  @ContractRule("QUEUE-16")
  default void aRunWhoseTimeIsUpHasExpired(Trial trial) {
    for (RunStatus status :
        List.of(
            RunStatus.QUEUED,
            RunStatus.IN_PROGRESS,
            RunStatus.REQUIRES_ACTION,
            RunStatus.CANCELLING)) {
      Situation situation = Situation.reach(trial, status);
      LeasedRun leased = new LeasedRun(situation.run(), situation.lease());
      trial.pass(Samples.RUN_TIME.minusMillis(1));
      trial.store().queue().heartbeat(List.of(leased.lease()), Samples.LEASE);
      assertThat(trial.store().queue().reap(3, 10)).as("too early, " + status).isEmpty();
      trial.pass(Duration.ofMillis(2));
      if (Situation.LEASED.contains(status)) {
        trial.pass(Samples.LEASE.minusMillis(3));
        assertThat(trial.store().queue().reap(3, 10)).as("at work, " + status).isEmpty();
        assertThat(trial.reread(leased.run())).isEqualTo(leased.run());
        trial.pass(Duration.ofMillis(1));
      }
      List<Run> reaped = trial.store().queue().reap(3, 10);
      assertThat(reaped).as(status.toString()).hasSize(1);
      Run expired = reaped.get(0);
      assertThat(expired.status()).as(status.toString()).isEqualTo(RunStatus.EXPIRED);
      assertThat(expired.times().endedAt()).isEqualTo(trial.clock().instant());
      assertThat(trial.reread(expired)).isEqualTo(expired);
      assertFenced(trial, leased);
      assertFree(trial, expired);
      trial.store().threads().delete(Scopes.ANN, expired.threadId());
    }
  }

  @ContractRule("QUEUE-17")
  default void aRunWhoseTimeIsUpIsNotClaimed(Trial trial) {
    Run old = trial.submit();
    trial.pass(Samples.RUN_TIME.plusMillis(1));
    Run young = trial.submit();
    assertThat(trial.claim().run().id()).isEqualTo(young.id());
    assertThat(trial.reread(old)).isEqualTo(old);
    trial.store().queue().reap(3, 10);
    assertThat(trial.store().queue().claim(Samples.WORKER, 10)).isEmpty();
  }

  @ContractRule("QUEUE-18")
  default void aCallMovesAtMostItsLimit(Trial trial) {
    List<LeasedRun> leased = Stream.generate(trial::submitAndClaim).limit(5).toList();
    Run waiting = trial.submit();
    trial.pass(Samples.LEASE.plusMillis(1));
    List<Run> reaped = new ArrayList<>(trial.store().queue().reap(3, 2));
    assertThat(reaped).hasSize(2);
    reaped.addAll(trial.store().queue().reap(3, 2));
    reaped.addAll(trial.store().queue().reap(3, 2));
    assertThat(reaped)
        .extracting(Run::id)
        .containsExactlyInAnyOrderElementsOf(leased.stream().map(one -> one.run().id()).toList());
    assertThat(trial.reread(waiting)).isEqualTo(waiting);
  }

  @ContractRule("QUEUE-19")
  default void severalReapersMoveEachRunOnce(Trial trial) {
    List<LeasedRun> leased = Stream.generate(trial::submitAndClaim).limit(30).toList();
    trial.pass(Samples.LEASE.plusMillis(1));
    Callable<List<Run>> reaper = () -> trial.store().queue().reap(3, 100);
    List<Run> reaped =
        new ArrayList<>(
            Race.values(Race.among(List.of(reaper, reaper, reaper, reaper))).stream()
                .flatMap(List::stream)
                .toList());
    // A reaper may pass over what another one holds: none is lost for that.
    reaped.addAll(trial.store().queue().reap(3, 100));
    assertThat(reaped)
        .extracting(Run::id)
        .containsExactlyInAnyOrderElementsOf(leased.stream().map(one -> one.run().id()).toList());
  }

  private static void assertFenced(Trial trial, LeasedRun leased) {
    assertThat(trial.store().queue().heartbeat(List.of(leased.lease()), Samples.LEASE))
        .isEqualTo(Map.of(leased.lease(), LeaseState.LOST));
    Run before = trial.reread(leased.run());
    RunCommit late = RunCommit.of(RunMove.COMPLETE).saying(trial.samples().draft("too late"));
    assertThatExceptionOfType(LeaseLostException.class)
        .isThrownBy(() -> trial.commit(leased, late));
    assertThat(trial.reread(leased.run())).isEqualTo(before);
  }

  private static void assertFree(Trial trial, Run ended) {
    Run next =
        trial
            .store()
            .runs()
            .submit(Scopes.ANN, trial.samples().submission(ended.threadId(), List.of()))
            .run();
    trial.store().runs().cancel(Scopes.ANN, next.id());
  }
}
