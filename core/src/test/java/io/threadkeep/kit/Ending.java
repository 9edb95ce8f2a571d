package io.threadkeep.kit;

import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.store.RunCommit;

/** The ways in which a queued run can come to its end; each is tried on the one run that is due. */
enum Ending {
  REPLIED {
    @Override
    void of(Run run, Trial trial) {
      trial.commit(
          trial.claim(), RunCommit.of(RunMove.COMPLETE).saying(trial.samples().draft("reply")));
    }
  },
  FAILED_WITHOUT_A_WORD {
    @Override
    void of(Run run, Trial trial) {
      trial.commit(trial.claim(), RunCommit.of(RunMove.FAIL));
    }
  },
  CANCEL_CONFIRMED {
    @Override
    void of(Run run, Trial trial) {
      LeasedRun leased = trial.claim();
      trial.store().runs().cancel(run.owner(), run.id());
      trial.commit(leased, RunCommit.of(RunMove.CONFIRM_CANCEL));
    }
  },
  CANCELLED_IN_THE_QUEUE {
    @Override
    void of(Run run, Trial trial) {
      trial.store().runs().cancel(run.owner(), run.id());
    }
  },
  CANCELLED_BEFORE_OUTPUTS {
    @Override
    void of(Run run, Trial trial) {
      trial.commit(trial.claim(), RunCommit.of(RunMove.REQUIRE_ACTION));
      trial.store().runs().cancel(run.owner(), run.id());
    }
  },
  EXPIRED {
    @Override
    void of(Run run, Trial trial) {
      trial.pass(Samples.RUN_TIME.minus(Samples.LEASE));
      trial.store().queue().reap(1, 10);
    }
  },
  GIVEN_UP {
    @Override
    void of(Run run, Trial trial) {
      trial.claim();
      trial.pass(Samples.LEASE.plusMillis(1));
      trial.store().queue().reap(1, 10);
    }
  },
  REAPED_AS_CANCELLED {
    @Override
    void of(Run run, Trial trial) {
      trial.claim();
      trial.store().runs().cancel(run.owner(), run.id());
      trial.pass(Samples.LEASE.plusMillis(1));
      trial.store().queue().reap(1, 10);
    }
  };

  /**
   * Ends {@code run}, which was submitted {@link Samples#LEASE} ago or longer. What was submitted
   * later goes on.
   */
  abstract void of(Run run, Trial trial);
}
