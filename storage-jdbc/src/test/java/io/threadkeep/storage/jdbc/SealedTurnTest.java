package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.Operations.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.kit.Samples;
import io.threadkeep.kit.Trial;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.run.Lease;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStep;
import io.threadkeep.storage.jdbc.FaultyDataSource.Point;
import io.threadkeep.storage.jdbc.server.Servers;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.thread.ChatThread;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Sealing costs a turn no way to the database, once the tenant's key is at hand. */
class SealedTurnTest {

  @Test
  void aTurnCostsNoMoreRoundTripsThanOneInTheClear() {
    Assumptions.assumeTrue(Servers.postgres().isPresent(), "not on this machine");
    try (BreakableStore keep =
            new BreakableStore(Servers.postgres().orElseThrow().fresh(), TestKeys.options());
        Trial trial = new Trial(keep)) {
      ChatThread thread = trial.store().threads().create(trial.samples().thread(ANN), null);
      trial.say(thread, "so that there is a key");
      List<MessageDraft> question = trial.samples().drafts("And now?");
      RunSubmission submission =
          trial.samples().submission(thread.id(), question).bornOf(Samples.WORKER);
      keep.faults().expect(Fault.NONE);
      Lease lease = Objects.requireNonNull(trial.submit(thread, submission).lease());
      RunStep step = trial.samples().step(lease.runId());
      trial
          .store()
          .queue()
          .commit(
              lease,
              RunCommit.of(RunMove.COMPLETE)
                  .with(step, step.usage())
                  .saying(trial.samples().draft("Now.")));
      assertThat(keep.faults().passed()).filteredOn(point -> point != Point.CONNECT).hasSize(2);
      assertThat(keep.rows().read().toString()).doesNotContain("And now?", "Now.");
    }
  }
}
