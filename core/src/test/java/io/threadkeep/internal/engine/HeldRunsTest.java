package io.threadkeep.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.assistant.ModelSettings;
import io.threadkeep.id.IdSource;
import io.threadkeep.id.Scope;
import io.threadkeep.internal.stream.StreamNews;
import io.threadkeep.kit.ManualClock;
import io.threadkeep.metadata.Metadata;
import io.threadkeep.run.Lease;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunProgress;
import io.threadkeep.run.RunSpec;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunTimes;
import io.threadkeep.run.Usage;
import io.threadkeep.tool.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeldRunsTest {
  private final ManualClock clock = new ManualClock();
  private final IdSource ids = new IdSource(clock, new Random(4));
  private final HeldRuns held = new HeldRuns();

  @Test
  void onlyLeasesOfRunsThatGoOnAreExtended() {
    HeldRun atWork = add();
    HeldRun stopping = add();
    stopping.interrupt(Interruption.STOP);
    add().interrupt(Interruption.CANCEL);
    add().interrupt(Interruption.LOST);
    assertThat(held.leases())
        .containsExactlyInAnyOrder(atWork.leased().lease(), stopping.leased().lease());
    assertThat(held.all()).hasSize(4);
  }

  @Test
  void aCallThatCannotBeStoppedKeepsNobodyElseFromBeingTold() {
    HeldRun run = add();
    List<String> told = new ArrayList<>();
    run.onCancel(
        () -> {
          throw new IllegalStateException("the connection is gone");
        });
    run.onCancel(() -> told.add("second"));
    run.interrupt(Interruption.CANCEL);
    assertThat(told).containsExactly("second");
  }

  private HeldRun add() {
    Run run =
        new Run(
            ids.run(),
            ids.thread(),
            Scope.DEFAULT,
            new RunSpec(
                ids.assistant(),
                "",
                ModelSettings.of("some-model"),
                List.of(),
                new ToolChoice.Auto(),
                "everything",
                Metadata.EMPTY),
            new RunProgress(RunStatus.IN_PROGRESS, 1, 1, 0, Usage.NONE, null, null),
            new RunTimes(clock.instant(), clock.instant(), clock.instant(), null));
    HeldRun heldRun =
        new HeldRun(new LeasedRun(run, new Lease(run.id(), 1)), 0, () -> 0, StreamNews.UNHEARD);
    held.add(heldRun);
    return heldRun;
  }
}
