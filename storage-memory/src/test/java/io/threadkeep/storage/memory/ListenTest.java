package io.threadkeep.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.id.RunId;
import io.threadkeep.kit.Samples;
import io.threadkeep.kit.Trial;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.WhenBusy;
import io.threadkeep.store.QueueListener;
import io.threadkeep.store.RunCommit;
import io.threadkeep.thread.ChatThread;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What listeners of the queue hear, and when. */
class ListenTest {
  private final Trial trial = new Trial(new InMemoryHarness(InMemoryThreadStore::new));
  private final List<String> heard = new ArrayList<>();
  private QueueListener.Ear ear = () -> {};

  @BeforeEach
  void listen() {
    ear =
        trial
            .store()
            .queue()
            .listen(
                new QueueListener() {
                  @Override
                  public void workIsWaiting() {
                    heard.add("work");
                    // What is told is there, and telling holds nothing up.
                    trial.store().queue().claim(Samples.WORKER, 0);
                  }

                  @Override
                  public void cancelAsked(RunId run) {
                    heard.add("cancel " + run);
                  }
                });
  }

  @AfterEach
  void close() {
    ear.close();
    trial.close();
  }

  @Test
  void runsThatAreQueuedAreHeard() {
    trial.submit();
    assertThat(heard).containsExactly("work");
    trial.commit(trial.claim(), RunCommit.of(RunMove.RELEASE));
    assertThat(heard).containsExactly("work", "work");
  }

  @Test
  void aRunThatIsBornClaimedIsNobodysWork() {
    ChatThread thread = trial.startThread();
    trial.submit(thread, trial.samples().submission(thread.id(), List.of()).bornOf(Samples.WORKER));
    assertThat(heard).isEmpty();
  }

  @Test
  void aRunThatWaitsForItsThreadIsHeardWhenItsThreadIsFree() {
    LeasedRun active = trial.submitAndClaim();
    heard.clear();
    trial.submit(trial.threadOf(active.run()), WhenBusy.ENQUEUE, "And then?");
    assertThat(heard).isEmpty();
    trial.commit(active, RunCommit.of(RunMove.COMPLETE));
    assertThat(heard).containsExactly("work");
  }

  @Test
  void whoeverIsAtWorkOnARunThatIsToStopIsTold() {
    LeasedRun active = trial.submitAndClaim();
    heard.clear();
    trial.store().runs().cancel(active.run().owner(), active.run().id());
    assertThat(heard).containsExactly("cancel " + active.run().id());
    trial.store().runs().cancel(active.run().owner(), active.run().id());
    assertThat(heard).hasSize(1);
  }

  @Test
  void aClosedEarHearsNothing() {
    ear.close();
    trial.submit();
    assertThat(heard).isEmpty();
  }
}
