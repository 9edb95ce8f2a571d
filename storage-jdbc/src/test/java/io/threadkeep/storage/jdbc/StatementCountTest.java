package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.kit.Samples;
import io.threadkeep.kit.Trial;
import io.threadkeep.run.Lease;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.RunStep;
import io.threadkeep.storage.jdbc.server.Servers;
import io.threadkeep.store.IdempotencyKey;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.RunSubmission;
import io.threadkeep.thread.ChatThread;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What a turn of a chat costs on an idle thread of PostgreSQL: each statement or commit is a way to
 * the database and back.
 */
class StatementCountTest {

  @Test
  void aTurnCostsTwoRoundTrips() {
    Assumptions.assumeTrue(Servers.postgres().isPresent(), "not on this machine");
    try (BreakableStore keep = new BreakableStore(Servers.postgres().orElseThrow().fresh());
        Trial trial = new Trial(keep)) {
      ChatThread thread = trial.startThread();
      RunSubmission submission =
          trial
              .samples()
              .submission(thread.id(), trial.samples().drafts("And now?"))
              .bornOf(Samples.WORKER)
              .keyed(new IdempotencyKey("ask", "body"));
      keep.faults().expect(Fault.NONE);
      Lease lease = Objects.requireNonNull(trial.submit(thread, submission).lease());
      assertThat(roundTrips(keep)).isEqualTo(1);
      RunStep step = trial.samples().step(lease.runId());
      RunCommit reply =
          RunCommit.of(RunMove.COMPLETE)
              .with(step, step.usage())
              .saying(trial.samples().draft("Now."));
      keep.faults().expect(Fault.NONE);
      trial.store().queue().commit(lease, reply);
      assertThat(roundTrips(keep)).isEqualTo(1);
    }
  }

  private static long roundTrips(BreakableStore keep) {
    return keep.faults().passed().stream()
        .filter(point -> point != FaultyDataSource.Point.CONNECT)
        .count();
  }
}
