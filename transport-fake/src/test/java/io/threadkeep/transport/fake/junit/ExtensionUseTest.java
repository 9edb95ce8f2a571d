package io.threadkeep.transport.fake.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.Conversations;
import io.threadkeep.ManualTime;
import io.threadkeep.ManualWorker;
import io.threadkeep.Threadkeep;
import io.threadkeep.assistant.NewAssistant;
import io.threadkeep.page.PageRequest;
import io.threadkeep.thread.ThreadQuery;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How the extension is used, and how it says that it is used wrongly. */
class ExtensionUseTest {

  @Test
  void testsThatRunAtTheSameTimeSeeNothingOfEachOther() {
    TestRun run = TestRun.inParallel(Neighbours.class);
    run.tests().assertStatistics(tests -> tests.succeeded(2).failed(0));
    assertThat(Neighbours.SEEN).hasSize(2);
  }

  @Test
  void everythingIsClosedBehindATest() {
    TestRun.of(Closed.class).assertSucceeded("opens");
    Threadkeep seen = Objects.requireNonNull(Closed.seen);
    assertThat(seen.health().accepting()).isFalse();
  }

  @Test
  void aRunningWorkerTakesNoOrders() {
    assertThat(TestRun.of(Contradictory.class).failureOf("asksForAManualWorker"))
        .isInstanceOf(ParameterResolutionException.class)
        .hasMessageContaining("takes no orders");
  }

  @Test
  void aScriptThatIsNotThereIsNamed() {
    assertThat(TestRun.of(Contradictory.class).failureOf("namesNoScript"))
        .isInstanceOf(ParameterResolutionException.class)
        .hasMessageContaining("static FakeTransport nowhere(FakeTransportBuilder)");
  }

  @Test
  void noTwoTestsShareOne() {
    TestRun run = TestRun.of(Sharing.class);
    run.tests().assertStatistics(tests -> tests.started(0));
  }

  /** Each waits inside for the other. */
  @ExtendWith(ThreadkeepExtension.class)
  static class Neighbours {
    static final Set<Threadkeep> SEEN = ConcurrentHashMap.newKeySet();
    private static final CyclicBarrier BOTH = new CyclicBarrier(2);

    @RepeatedTest(2)
    void meet(Threadkeep keep, ManualTime time, ManualWorker worker)
        throws InterruptedException, BrokenBarrierException, TimeoutException {
      Conversations conversations = keep.conversations();
      SEEN.add(keep);
      conversations.start().ask(keep.assistants().create(NewAssistant.named("Anyone")), "Hello");
      time.advance(Duration.ofHours(1));
      BOTH.await(30, TimeUnit.SECONDS);
      assertThat(conversations.find(ThreadQuery.ALL, PageRequest.newestFirst()).items()).hasSize(1);
      assertThat(Duration.between(new ManualTime().instant(), time.instant()))
          .isEqualTo(Duration.ofHours(1));
      assertThat(worker.runAll()).isZero();
    }
  }

  static class Closed {
    static volatile @Nullable Threadkeep seen;

    @RegisterExtension
    static final ThreadkeepExtension RUNNING = new ThreadkeepExtension().runningWorker();

    @Test
    void opens(Threadkeep keep) {
      seen = keep;
    }
  }

  @ExtendWith(ThreadkeepExtension.class)
  static class Contradictory {

    @Test
    @RunningWorker
    void asksForAManualWorker(ManualWorker worker) {
      worker.runAll();
    }

    @Test
    @Script("nowhere")
    void namesNoScript(Threadkeep keep) {
      keep.close();
    }
  }

  @ExtendWith(ThreadkeepExtension.class)
  static class Sharing {

    @BeforeAll
    static void beforeAll(Threadkeep keep) {
      keep.close();
    }

    @Test
    void neverRuns() {}
  }
}
