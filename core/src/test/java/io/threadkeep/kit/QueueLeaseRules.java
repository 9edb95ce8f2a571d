package io.threadkeep.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.threadkeep.page.PageRequest;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeaseLostException;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunStep;
import io.threadkeep.store.LeaseState;
import io.threadkeep.store.RunCommit;
import java.util.List;
import java.util.Map;

/**
 * QUEUE-7 to QUEUE-12: leases.
 *
 * <ol start="7">
 *   <li>A stale token changes nothing.
 *   <li>A lease ends with the run's attempt.
 *   <li>A heartbeat extends a lease.
 *   <li>A heartbeat tells of a cancellation, and of what is lost.
 *   <li>A lease that has run out still opens its run until somebody else takes it.
 *   <li>A lease opens its own run alone.
 * </ol>
 */
interface QueueLeaseRules extends StoreRules {

  @ContractRule("QUEUE-7")
  default void aStaleTokenChangesNothing(Trial trial) {
    LeasedRun stale = trial.submitAndClaim();
    trial.pass(Samples.LEASE.plusMillis(1));
    trial.store().queue().reap(5, 10);
    assertLost(trial, stale, trial.reread(stale.run()));
    LeasedRun current = trial.claim();
    assertLost(trial, stale, current.run());
    assertThat(heartbeat(trial, current.lease())).isEqualTo(LeaseState.HELD);
    Run done =
        trial.commit(
            current, RunCommit.of(RunMove.COMPLETE).saying(trial.samples().draft("reply")));
    assertLost(trial, stale, done);
  }

  @ContractRule("QUEUE-8")
  default void aLeaseEndsWithTheAttempt(Trial trial) {
    for (RunMove move :
        List.of(
            RunMove.RELEASE,
            RunMove.RETRY,
            RunMove.REQUIRE_ACTION,
            RunMove.COMPLETE,
            RunMove.CUT_SHORT,
            RunMove.FAIL,
            RunMove.TIME_UP)) {
      LeasedRun leased = trial.submitAndClaim();
      Run left = trial.commit(leased, RunCommit.of(move));
      assertLost(trial, leased, left);
      trial.store().threads().delete(Scopes.ANN, left.threadId());
    }
  }

  @ContractRule("QUEUE-9")
  default void aHeartbeatExtendsALease(Trial trial) {
    LeasedRun leased = trial.submitAndClaim();
    for (int n = 0; n < 3; n++) {
      trial.pass(Samples.LEASE.minusMillis(1));
      assertThat(trial.store().queue().reap(5, 10)).isEmpty();
      assertThat(heartbeat(trial, leased.lease())).isEqualTo(LeaseState.HELD);
    }
    trial.pass(Samples.LEASE.minusMillis(1));
    assertThat(trial.store().queue().reap(5, 10)).isEmpty();
    trial.pass(Samples.LEASE);
    assertThat(trial.store().queue().reap(5, 10))
        .extracting(Run::id)
        .containsExactly(leased.run().id());
  }

  @ContractRule("QUEUE-10")
  default void aHeartbeatTellsWhatBecameOfEachLease(Trial trial) {
    LeasedRun lost = trial.submitAndClaim();
    trial.commit(lost, RunCommit.of(RunMove.COMPLETE));
    LeasedRun cancelling = trial.submitAndClaim();
    trial.store().runs().cancel(Scopes.ANN, cancelling.run().id());
    LeasedRun held = trial.submitAndClaim();
    Lease never = new Lease(trial.samples().ids().run(), 1);
    List<Lease> leases = List.of(lost.lease(), cancelling.lease(), never, held.lease());
    assertThat(trial.store().queue().heartbeat(leases, Samples.LEASE))
        .isEqualTo(
            Map.of(
                lost.lease(),
                LeaseState.LOST,
                cancelling.lease(),
                LeaseState.CANCELLING,
                never,
                LeaseState.LOST,
                held.lease(),
                LeaseState.HELD));
    assertThat(trial.store().queue().heartbeat(List.of(), Samples.LEASE)).isEmpty();

    trial.pass(Samples.LEASE.minusMillis(1));
    trial.store().queue().heartbeat(leases, Samples.LEASE);
    trial.pass(Samples.LEASE.minusMillis(1));
    assertThat(trial.store().queue().reap(5, 10)).isEmpty();
    assertThat(trial.commit(cancelling, RunCommit.of(RunMove.CONFIRM_CANCEL)).status())
        .isEqualTo(RunStatus.CANCELLED);
  }

  @ContractRule("QUEUE-11")
  default void aLateWorkerMayFinishUntilSomebodyElseTakesTheRun(Trial trial) {
    LeasedRun late = trial.submitAndClaim();
    trial.pass(Samples.LEASE.multipliedBy(2));
    assertThat(heartbeat(trial, late.lease())).isEqualTo(LeaseState.HELD);
    trial.pass(Samples.LEASE.multipliedBy(2));
    assertThat(trial.commit(late, RunCommit.of(RunMove.COMPLETE)).status())
        .isEqualTo(RunStatus.COMPLETED);
    assertThat(trial.store().queue().reap(5, 10)).isEmpty();
  }

  @ContractRule("QUEUE-12")
  default void aLeaseOpensItsOwnRunAlone(Trial trial) {
    LeasedRun mine = trial.submitAndClaim();
    LeasedRun theirs = trial.submitAndClaim();
    LeasedRun forged =
        new LeasedRun(theirs.run(), new Lease(theirs.run().id(), theirs.lease().token() + 1));
    assertLost(trial, forged, theirs.run());
    Lease nowhere = new Lease(trial.samples().ids().run(), mine.lease().token());
    assertThatExceptionOfType(LeaseLostException.class)
        .isThrownBy(() -> trial.store().queue().commit(nowhere, RunCommit.of(RunMove.COMPLETE)))
        .satisfies(e -> assertThat(e.tokenFound()).isNull());
  }

  private static LeaseState heartbeat(Trial trial, Lease lease) {
    return trial
        .store()
        .queue()
        .heartbeat(List.of(lease), Samples.LEASE)
        .getOrDefault(lease, LeaseState.LOST);
  }

  /** Neither a commit nor a heartbeat does anything to the run, which stays {@code as} it is. */
  private static void assertLost(Trial trial, LeasedRun lost, Run as) {
    RunStep step = trial.samples().step(as.id());
    long messages = count(trial, as);
    for (RunMove move : List.of(RunMove.COMPLETE, RunMove.RETRY, RunMove.FAIL)) {
      RunCommit commit =
          RunCommit.of(move)
              .with(step, step.usage())
              .saying(trial.samples().draft("a ghost's words"));
      assertThatExceptionOfType(LeaseLostException.class)
          .isThrownBy(() -> trial.commit(lost, commit))
          .satisfies(e -> assertThat(e.lease()).isEqualTo(lost.lease()));
    }
    assertThat(heartbeat(trial, lost.lease())).isEqualTo(LeaseState.LOST);
    assertThat(trial.reread(as)).isEqualTo(as);
    assertThat(count(trial, as)).isEqualTo(messages);
    assertThat(trial.store().runs().steps(Scopes.ANN, as.id(), PageRequest.newestFirst()).items())
        .doesNotContain(step);
  }

  private static long count(Trial trial, Run run) {
    return trial.store().threads().find(Scopes.ANN, run.threadId()).orElseThrow().messageCount();
  }
}
