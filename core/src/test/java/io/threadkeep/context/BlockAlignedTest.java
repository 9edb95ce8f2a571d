package io.threadkeep.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.kit.LogFixture;
import io.threadkeep.message.Message;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockAlignedTest {

  @Test
  void theBeginningStandsStillForABlockAndThenJumpsByOne() {
    LogFixture log = LogFixture.chat(200);
    ContextPolicy policy = new BlockAligned(new LastMessages(40), 20);
    long start = 1;
    for (int end = 1; end <= log.end(); end++) {
      long now = start(policy, log, end);
      if (now != start) {
        assertThat(now).as("at %d", end).isEqualTo(start + 20);
        assertThat(end % 20).as("when the sliding window passes a block").isEqualTo(1);
      }
      start = now;
    }
    assertThat(start).isEqualTo(361);
  }

  /** Token counts make the inner window's end move unevenly; the grid is one of positions. */
  @Test
  void fewerMessagesThanABlockAreGivenUpAndTheWindowBeginsOnTheGrid() {
    int onGrid = 0;
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      LogFixture log = LogFixture.random(random, 20 + random.nextInt(150));
      int block = 2 + random.nextInt(30);
      ContextPolicy inner =
          new TokenBudget(300 + random.nextInt(3_000), Overflow.SHORTEN_TOOL_OUTPUTS);
      List<Long> all;
      try {
        all = positions(inner, log);
      } catch (WindowOverflowException e) {
        continue;
      }
      List<Long> aligned = positions(new BlockAligned(inner, block), log);
      String trial = "seed " + seed;
      assertThat(all).as(trial).endsWith(aligned.toArray(Long[]::new));
      int given = all.size() - aligned.size();
      if (given > 0) {
        long last = all.get(given - 1);
        long boundary = aligned.get(0) - (aligned.get(0) - 1) % block;
        onGrid += last < boundary ? 1 : 0;
        assertThat(given).as(trial).isLessThan(block + 8);
      }
    }
    assertThat(onGrid).as("windows that were cut at the grid").isGreaterThan(60);
  }

  @Test
  void aWindowSmallerThanItsBlockIsAlignedToAFinerGridAndNotEmptied() {
    LogFixture log = LogFixture.chat(100);
    ContextPolicy policy = new BlockAligned(new LastMessages(10), 64);
    int jumps = 0;
    for (int end = 11; end <= log.end(); end += 2) {
      List<Long> shown = positions(policy, log.until(end));
      assertThat(shown).as("at %d", end).hasSizeBetween(1, 10).endsWith((long) end);
      jumps += shown.get(0) == start(policy, log, end - 2) ? 0 : 1;
    }
    assertThat(jumps).as("of 95 calls").isLessThan(60);
  }

  @Test
  void whatFitsAsAWholeIsNotAligned() {
    LogFixture log = LogFixture.chat(10);
    assertThat(positions(new BlockAligned(new LastMessages(40), 8), log)).hasSize(20);
    // What no window can hold does not count as left out by the policy.
    LogFixture strays = new LogFixture().result("x", "out").user("question").assistant("answer");
    assertThat(positions(new BlockAligned(new LastMessages(40), 8), strays))
        .containsExactly(2L, 3L);
  }

  @Test
  void mostOfEachPromptIsWhatThePromptBeforeBeganWith() {
    LogFixture log = LogFixture.chat(1_000);
    double aligned = share(new BlockAligned(new LastMessages(60), 40), log);
    double sliding = share(new LastMessages(60), log);
    assertThat(aligned).isGreaterThanOrEqualTo(0.8);
    assertThat(sliding).isLessThan(0.2);
    LogFixture shorter = log.until(400);
    double budget = share(new BlockAligned(new TokenBudget(6_000), 40), shorter);
    assertThat(budget).isGreaterThanOrEqualTo(0.8);
  }

  /** Over all calls of a conversation: each question, with instructions of 60 tokens. */
  private static double share(ContextPolicy policy, LogFixture log) {
    PromptFrame frame = new PromptFrame(60, LogFixture.SIZES);
    PrefixShare share = PrefixShare.NONE;
    ContextWindow previous = ContextWindow.of(policy, log.pinnedTo(1), frame);
    for (int end = 3; end <= log.end(); end += 2) {
      ContextWindow window = ContextWindow.of(policy, log.pinnedTo(end), frame);
      share = share.plus(PrefixShare.between(previous, window));
      previous = window;
    }
    return share.share();
  }

  private static long start(ContextPolicy policy, LogFixture log, int end) {
    return positions(policy, log.until(end)).get(0);
  }

  private static List<Long> positions(ContextPolicy policy, LogFixture log) {
    return ContextWindow.of(policy, log, LogFixture.BARE).messages().stream()
        .map(Message::position)
        .toList();
  }
}
