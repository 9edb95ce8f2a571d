package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.kit.Trial;
import io.threadkeep.page.PageRequest;
import io.threadkeep.storage.jdbc.server.Servers;
import io.threadkeep.store.MessageLog;
import io.threadkeep.store.ThreadFork;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ForkPoint;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What it costs to read a log: a thread that is no fork pays nothing for those that are. */
class LogReadingTest {

  @Test
  void aThreadThatIsNoForkCostsOneStatement() {
    try (BreakableStore keep = new BreakableStore(Servers.h2Memory().orElseThrow().fresh());
        Trial trial = new Trial(keep)) {
      MessageLog log = trial.store().messages();
      ChatThread thread = trial.startThread();
      ChatThread empty = trial.startThread();
      var said = trial.append(thread, trial.samples().numbered("message ", 30));
      for (PageRequest page :
          new PageRequest[] {PageRequest.oldestFirst(), PageRequest.newestFirst()}) {
        for (int limit : new int[] {5, 30, 100}) {
          assertThat(
                  statements(keep, () -> log.list(thread.owner(), thread.id(), page.limit(limit))))
              .isEqualTo(1);
        }
        String tenth = said.get(9).id().value();
        assertThat(statements(keep, () -> log.list(thread.owner(), thread.id(), page.after(tenth))))
            .isEqualTo(2);
      }
      for (long position : new long[] {1, 2, 20, Long.MAX_VALUE}) {
        assertThat(statements(keep, () -> log.before(thread.owner(), thread.id(), position, 20)))
            .isEqualTo(1);
      }
      assertThat(statements(keep, () -> log.find(thread.owner(), thread.id(), said.get(0).id())))
          .isEqualTo(1);
      assertThat(statements(keep, () -> log.before(empty.owner(), empty.id(), 1, 20))).isEqualTo(1);
      assertThat(
              statements(
                  keep, () -> log.list(empty.owner(), empty.id(), PageRequest.newestFirst())))
          .isEqualTo(2);
    }
  }

  @Test
  void aForkCostsThreeWhereItReadsWhatItShares() {
    try (BreakableStore keep = new BreakableStore(Servers.h2Memory().orElseThrow().fresh());
        Trial trial = new Trial(keep)) {
      MessageLog log = trial.store().messages();
      ChatThread fork = trial.startThread();
      for (int depth = 0; depth < 4; depth++) {
        trial.append(fork, trial.samples().numbered("message ", 30));
        ForkPoint from = new ForkPoint(fork.id(), 30L * (depth + 1));
        ThreadFork next =
            new ThreadFork(trial.samples().ids().thread(), from, null, trial.clock().instant());
        fork = trial.store().threads().fork(fork.owner(), next, null);
      }
      ChatThread last = fork;
      trial.append(last, trial.samples().numbered("message ", 30));
      assertThat(statements(keep, () -> log.before(last.owner(), last.id(), 151, 30))).isEqualTo(1);
      assertThat(statements(keep, () -> log.before(last.owner(), last.id(), 151, 100)))
          .isEqualTo(3);
      assertThat(statements(keep, () -> log.before(last.owner(), last.id(), 20, 10))).isEqualTo(3);
      assertThat(log.before(last.owner(), last.id(), 151, 1_000)).hasSize(150);
    }
  }

  private static long statements(BreakableStore keep, Supplier<?> read) {
    keep.faults().expect(Fault.NONE);
    assertThat(read.get()).isNotNull();
    return keep.faults().passed().stream()
        .filter(point -> point != FaultyDataSource.Point.CONNECT)
        .count();
  }
}
