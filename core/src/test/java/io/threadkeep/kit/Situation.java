package io.threadkeep.kit;

import io.threadkeep.run.Lease;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunError;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStatus;
import io.threadkeep.store.RunCommit;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A run that was brought into a status by the SPI alone, and the newest lease that was given out on
 * it.
 */
record Situation(Run run, Lease lease) {
  /** Where a worker is at work. */
  static final Set<RunStatus> LEASED =
      Collections.unmodifiableSet(EnumSet.of(RunStatus.IN_PROGRESS, RunStatus.CANCELLING));

  /** Moves the clock where there is no other way. No other run may wait in the store. */
  static Situation reach(Trial trial, RunStatus status) {
    LeasedRun leased = trial.submitAndClaim();
    Run run =
        switch (status) {
          case IN_PROGRESS -> leased.run();
          case QUEUED -> trial.commit(leased, RunCommit.of(RunMove.RELEASE));
          case REQUIRES_ACTION -> trial.commit(leased, RunCommit.of(RunMove.REQUIRE_ACTION));
          case COMPLETED -> trial.commit(leased, RunCommit.of(RunMove.COMPLETE));
          case INCOMPLETE -> trial.commit(leased, RunCommit.of(RunMove.CUT_SHORT));
          case FAILED ->
              trial.commit(
                  leased,
                  RunCommit.of(RunMove.FAIL)
                      .because(new RunError(RunError.Code.TIMEOUT, "It took too long.")));
          case CANCELLING -> trial.store().runs().cancel(Scopes.ANN, leased.run().id());
          case CANCELLED -> {
            trial.store().runs().cancel(Scopes.ANN, leased.run().id());
            yield trial.commit(leased, RunCommit.of(RunMove.CONFIRM_CANCEL));
          }
          case EXPIRED -> {
            trial.pass(Samples.RUN_TIME.plusMillis(1));
            trial.store().queue().reap(3, 100);
            yield trial.reread(leased.run());
          }
        };
    if (run.status() != status) {
      throw new AssertionError("Could not bring " + run + " to " + status);
    }
    return new Situation(run, leased.lease());
  }
}
