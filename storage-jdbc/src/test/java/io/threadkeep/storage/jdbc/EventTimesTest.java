package io.threadkeep.storage.jdbc;

import static io.threadkeep.storage.jdbc.Operations.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.event.EventBody;
import io.threadkeep.internal.time.SystemTime;
import io.threadkeep.kit.Samples;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.RunMove;
import io.threadkeep.storage.jdbc.server.DatabaseServer;
import io.threadkeep.store.NewEvents;
import io.threadkeep.store.RunCommit;
import io.threadkeep.store.StoredEvents;
import io.threadkeep.thread.ChatThread;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On the databases' own clocks, some of which go on within a transaction or a statement. */
class EventTimesTest {

  @ParameterizedTest
  @MethodSource("io.threadkeep.storage.jdbc.Databases#all")
  void whatACommitTellsIsNoLaterThanTheEndThatItMakes(DatabaseServer server) {
    Samples samples = new Samples(SystemTime.clock());
    try (JdbcThreadStore store = JdbcThreadStore.open(server.fresh().options())) {
      RunCommit inOneStatement = RunCommit.of(RunMove.COMPLETE).saying(samples.draft("the reply"));
      for (RunCommit end : List.of(inOneStatement, RunCommit.of(RunMove.FAIL))) {
        ChatThread thread = store.threads().create(samples.thread(ANN), null);
        store.runs().submit(ANN, samples.submission(thread.id(), samples.drafts("And now?")));
        LeasedRun leased = store.queue().claim(Samples.WORKER, 1).get(0);
        store.queue().publish(Map.of(leased.lease(), attempt(0)));
        store.queue().commit(leased.lease(), end.telling(attempt(1)));
        StoredEvents stored = store.runs().events(ANN, leased.run().id(), 0, 10);
        List<Instant> times = new ArrayList<>();
        times.add(leased.run().times().startedAt());
        stored.events().forEach(event -> times.add(event.at()));
        times.add(stored.endedAt());
        assertThat(times).as("%s", end.move()).hasSize(4).doesNotContainNull().isSorted();
      }
    }
  }

  private static NewEvents attempt(long after) {
    return new NewEvents(after, List.of(new EventBody.AttemptBegun(1)));
  }
}
