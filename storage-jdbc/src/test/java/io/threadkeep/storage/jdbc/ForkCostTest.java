package io.threadkeep.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.id.Scope;
import io.threadkeep.kit.Trial;
import io.threadkeep.page.PageRequest;
import io.threadkeep.retention.ErasureReceipt;
import io.threadkeep.search.SearchQuery;
import io.threadkeep.storage.jdbc.server.Servers;
import io.threadkeep.store.ThreadFork;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ForkPoint;
import io.threadkeep.thread.ThreadQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What forks cost that hang on each other: twice as many, twice as much. */
class ForkCostTest {
  private static final Scope ANN = Scope.user("acme", "ann");

  /** How a thread's forks hang on it. */
  enum Shape {
    /** Each is a fork of the one before. */
    CHAIN,
    /** Each is a fork of the thread. */
    FAN
  }

  /**
   * @param batches how many statements each batch took, in their order
   */
  private record Cost(List<Long> batches) {
    long total() {
      return batches.stream().mapToLong(Long::longValue).sum();
    }

    long most() {
      return Collections.max(batches);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anErasureCostsInProportion(Shape shape) {
    try (BreakableStore keep = new BreakableStore(Servers.h2Memory().orElseThrow().fresh())) {
      Cost ten = erasing(keep, shape, 10);
      Cost twenty = erasing(keep, shape, 20);
      assertThat(twenty.total()).isLessThanOrEqualTo(2 * ten.total());
      assertThat(twenty.most()).isEqualTo(ten.most()).isLessThan(50);
      assertThat(twenty.batches()).hasSizeLessThanOrEqualTo(22);
    }
  }

  /** Whose sources are all gone, so that each fork might look after all that those have left. */
  @ParameterizedTest
  @EnumSource
  void thePurgeOfForksCostsInProportion(Shape shape) {
    try (BreakableStore keep = new BreakableStore(Servers.h2Memory().orElseThrow().fresh())) {
      assertThat(purging(keep, shape, 20).total())
          .isLessThanOrEqualTo(2 * purging(keep, shape, 10).total());
    }
  }

  @Test
  void aSearchCostsAsMuchWhateverItReads() {
    try (BreakableStore keep = new BreakableStore(Servers.h2Memory().orElseThrow().fresh())) {
      assertThat(searching(keep, 8)).isEqualTo(searching(keep, 1)).isLessThan(8);
    }
  }

  private static long searching(BreakableStore keep, int sources) {
    try (Trial trial = new Trial(keep)) {
      ChatThread last = family(trial, Shape.CHAIN, sources).get(sources);
      SearchQuery river = SearchQuery.of("river").in(last.id());
      PageRequest page = PageRequest.oldestFirst();
      trial.store().search().search(ANN, river, page);
      keep.faults().expect(Fault.NONE);
      var hits = trial.store().search().search(ANN, river, page).items();
      assertThat(hits)
          .extracting(hit -> hit.message().position())
          .isEqualTo(LongStream.rangeClosed(1, sources + 1).boxed().toList());
      assertThat(hits).extracting(hit -> hit.message().threadId()).containsOnly(last.id());
      return statements(keep);
    }
  }

  private static Cost erasing(BreakableStore keep, Shape shape, int forks) {
    try (Trial trial = new Trial(keep)) {
      ChatThread source = family(trial, shape, forks).get(0);
      List<Long> batches = new ArrayList<>();
      ErasureReceipt receipt = null;
      while (receipt == null || receipt.endedAt() == null) {
        keep.faults().expect(Fault.NONE);
        receipt = trial.store().erasures().erase(ANN, source.id(), 1_000).receipt();
        batches.add(statements(keep));
        // None ever shows less than it has: its own messages, and all those before them.
        trial
            .store()
            .threads()
            .list(ANN, ThreadQuery.ALL, PageRequest.newestFirst().limit(100))
            .items()
            .forEach(thread -> assertThat(trial.log(thread)).hasSize((int) thread.messageCount()));
      }
      assertThat(receipt.count("threads")).isEqualTo(forks + 1);
      assertThat(receipt.count("messages")).isEqualTo(forks + 1);
      assertEmpty(keep);
      return new Cost(batches);
    }
  }

  private static Cost purging(BreakableStore keep, Shape shape, int forks) {
    try (Trial trial = new Trial(keep)) {
      for (ChatThread thread : family(trial, shape, forks)) {
        trial.store().threads().delete(ANN, thread.id(), Duration.ZERO);
        trial.pass(Duration.ofMillis(1));
      }
      List<Long> batches = new ArrayList<>();
      boolean more = true;
      while (more) {
        keep.faults().expect(Fault.NONE);
        more = trial.store().threads().purge(1_000).more();
        batches.add(statements(keep));
      }
      assertEmpty(keep);
      return new Cost(batches);
    }
  }

  /** A thread of one message, and its forks of one message more than they share. */
  private static List<ChatThread> family(Trial trial, Shape shape, int forks) {
    List<ChatThread> family = new ArrayList<>();
    ChatThread source = trial.startThread();
    trial.say(source, "a river");
    family.add(source);
    for (int n = 1; n <= forks; n++) {
      ChatThread from = shape == Shape.CHAIN ? family.get(n - 1) : source;
      ThreadFork plan =
          new ThreadFork(
              trial.samples().ids().thread(),
              new ForkPoint(from.id(), trial.reread(from).messageCount()),
              null,
              trial.clock().instant());
      ChatThread fork = trial.store().threads().fork(ANN, plan, null);
      trial.pass(Duration.ofMillis(1));
      trial.say(fork, "river " + n);
      family.add(fork);
    }
    return family;
  }

  private static void assertEmpty(BreakableStore keep) {
    var rows = keep.rows().read();
    Stream.of("tk_threads", "tk_messages", "tk_message_words", "tk_thread_sources")
        .forEach(table -> assertThat(rows.getOrDefault(table, List.of())).as(table).isEmpty());
  }

  private static long statements(BreakableStore keep) {
    return keep.faults().passed().stream()
        .filter(point -> point != FaultyDataSource.Point.CONNECT)
        .count();
  }
}
