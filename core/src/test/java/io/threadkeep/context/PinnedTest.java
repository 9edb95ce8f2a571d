package io.threadkeep.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.kit.LogFixture;
import io.threadkeep.message.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

class PinnedTest {

  @Test
  void theFirstMessagesStandInFrontAndAreListedAsPins() {
    ContextWindow window = window(new Pinned(2, new LastMessages(4)), LogFixture.chat(50));
    assertThat(positions(window)).containsExactly(1L, 2L, 97L, 98L, 99L, 100L);
    assertThat(window.manifest().details().pins()).containsExactly(new PositionRange(1, 2));
    assertThat(window.manifest().leftOut())
        .containsExactly(new LeftOut(new PositionRange(3, 96), LeftOut.Reason.BEYOND_WINDOW));
  }

  @Test
  void noMessageIsInTwice() {
    for (int turns = 1; turns < 8; turns++) {
      ContextWindow window = window(new Pinned(5, new LastMessages(6)), LogFixture.chat(turns));
      assertThat(positions(window)).as("%d turns", turns).doesNotHaveDuplicates().contains(1L);
    }
    LogFixture question = LogFixture.chat(1).until(1);
    ContextWindow alone = window(new Pinned(5, new LastMessages(6)), question);
    assertThat(positions(alone)).containsExactly(1L);
    assertThat(alone.manifest().details().pins()).isEmpty();
  }

  @Test
  void pinsCountAgainstTheBudgetOfThePolicyBehindThem() {
    LogFixture log = new LogFixture().user("t".repeat(3_984));
    for (int i = 0; i < 40; i++) {
      log.assistant("a".repeat(384)).user("u".repeat(384));
    }
    ContextWindow window = window(new Pinned(1, new TokenBudget(2_000)), log);
    assertThat(window.manifest().tokens()).isBetween(1_901, 2_000);
    assertThat(positions(window)).startsWith(1L).hasSize(11);
    assertThatThrownBy(() -> window(new Pinned(1, new TokenBudget(1_050)), log))
        .isInstanceOf(WindowOverflowException.class)
        .hasMessageContaining("pins included");
  }

  @Test
  void aToolCallIsPinnedWithAllItsResultsOrNotAtAll() {
    LogFixture log =
        new LogFixture().user("task").calls("a", "b").result("a", "1").result("b", "2");
    for (int i = 0; i < 20; i++) {
      log.user("question").assistant("answer");
    }
    assertThat(positions(window(new Pinned(3, new LastMessages(2)), log)))
        .containsExactly(1L, 43L, 44L);
    assertThat(positions(window(new Pinned(4, new LastMessages(2)), log)))
        .containsExactly(1L, 2L, 3L, 4L, 43L, 44L);
  }

  @Test
  void pinsGiveWayWhereTheRunsBudgetIsNearlySpent() {
    LogFixture log = LogFixture.chat(50);
    int turn = log.at(99).tokens() + log.at(100).tokens();
    PromptFrame frame = LogFixture.BARE.atMost(turn + log.at(1).tokens());
    ContextWindow window = ContextWindow.of(new Pinned(2, new LastMessages(9)), log, frame);
    assertThat(positions(window)).containsExactly(1L, 99L, 100L);
    assertThatThrownBy(
            () ->
                ContextWindow.of(
                    new Pinned(2, new LastMessages(9)), log, LogFixture.BARE.atMost(turn - 1)))
        .isInstanceOf(PromptBudgetSpentException.class)
        .hasMessageContaining("max_prompt_tokens");
  }

  @Test
  void pinsCostOneQueryOfTheirOwnSize() {
    LogFixture log = LogFixture.chat(5_000);
    ContextWindow unused = window(new Pinned(2, new LastMessages(20)), log);
    assertThat(log.queries()).isEqualTo(2);
    assertThat(log.rowsRead()).isEqualTo(22);
  }

  private static ContextWindow window(ContextPolicy policy, LogFixture log) {
    return ContextWindow.of(policy, log, LogFixture.BARE);
  }

  private static List<Long> positions(ContextWindow window) {
    return window.messages().stream().map(Message::position).toList();
  }
}
