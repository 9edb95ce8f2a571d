package io.threadkeep.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.kit.LogFixture;
import io.threadkeep.message.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The cases in which other libraries lose the question, split tool calls, or send nothing. */
class WindowTest {

  @Test
  void aTurnOfSixteenToolMessagesKeepsItsQuestionInAWindowOfTen() {
    LogFixture log = new LogFixture().user("old").assistant("old").user("the question");
    for (int i = 0; i < 8; i++) {
      log.calls("call" + i).result("call" + i, "out");
    }
    assertThat(positions(new LastMessages(10), log)).hasSize(17).startsWith(3L).endsWith(19L);
  }

  @Test
  void sixParallelResultsStayWithTheirCallInAWindowOfFive() {
    LogFixture log = new LogFixture().user("the question").calls("a", "b", "c", "d", "e", "f");
    for (String call : List.of("a", "b", "c", "d", "e", "f")) {
      log.result(call, "out");
    }
    assertThat(positions(new LastMessages(5), log)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
  }

  @Test
  void anOlderToolGroupThatDoesNotFitWholeStaysOut() {
    LogFixture log =
        new LogFixture()
            .user("first")
            .calls("a", "b")
            .result("a", "out")
            .result("b", "out")
            .assistant("answer")
            .user("second");
    assertThat(positions(new LastMessages(4), log)).containsExactly(5L, 6L);
    assertThat(positions(new LastMessages(5), log)).containsExactly(2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void aMessageLargerThanTheBudgetIsAnErrorAndNotAnEmptyWindow() {
    LogFixture log = new LogFixture().user("x".repeat(4_000));
    assertThatThrownBy(() -> ContextWindow.of(new TokenBudget(100), log, LogFixture.BARE))
        .isInstanceOf(WindowOverflowException.class)
        .hasMessageContaining("needs 1004 tokens")
        .hasMessageContaining("budget is 100");
  }

  @Test
  void instructionsLargerThanTheBudgetAreAnError() {
    LogFixture log = new LogFixture().user("hello");
    assertThatThrownBy(
            () ->
                ContextWindow.of(new TokenBudget(100), log, new PromptFrame(101, LogFixture.SIZES)))
        .isInstanceOf(WindowOverflowException.class);
  }

  @Test
  void toolOutputsOfTheTurnAreShortenedWhereThePolicySaysSo() {
    LogFixture log =
        new LogFixture().user("the question").calls("a").result("a", "x".repeat(40_000));
    ContextWindow window =
        ContextWindow.of(
            new TokenBudget(2_000, Overflow.SHORTEN_TOOL_OUTPUTS), log, LogFixture.BARE);
    String output = window.messages().get(2).toolResults().get(0).output();
    assertThat(output).startsWith("x".repeat(64)).endsWith(" of 40000 characters]");
    assertThat(window.manifest().shortened()).containsExactly(3L);
    assertThat(window.manifest().tokens()).isLessThanOrEqualTo(2_000);
    assertThat(log.at(3).toolResults().get(0).output()).hasSize(40_000);
  }

  @Test
  void theRunsBudgetIsWhatIsSpentWhereThePolicysOwnIsKept() {
    ContextPolicy policy = new TokenBudget(2_000, Overflow.SHORTEN_TOOL_OUTPUTS);
    LogFixture log =
        new LogFixture().user("the question").calls("a").result("a", "x".repeat(40_000));

    assertThatThrownBy(() -> ContextWindow.of(policy, log, LogFixture.BARE.atMost(5)))
        .isInstanceOf(PromptBudgetSpentException.class);
  }

  @Test
  void whatTheRunsBudgetHasNoRoomForIsSaidToBeSo() {
    LogFixture log = new LogFixture().user("a").assistant("b").user("c").assistant("d").user("e");
    int turn = ContextWindow.of(new LastMessages(1), log, LogFixture.BARE).manifest().tokens();
    WindowManifest manifest =
        ContextWindow.of(new LastMessages(4), log, LogFixture.BARE.atMost(turn)).manifest();

    assertThat(manifest.leftOut())
        .containsExactly(new LeftOut(new PositionRange(1, 4), LeftOut.Reason.BEYOND_BUDGET));
  }

  @Test
  void aCallThatNeverGotItsResultIsLeftOutWithItsReason() {
    LogFixture log =
        new LogFixture().user("first").calls("a", "b").result("a", "out").user("second");
    ContextWindow window = ContextWindow.of(new Everything(), log, LogFixture.BARE);
    assertThat(positionsOf(window)).containsExactly(1L, 4L);
    assertThat(window.manifest().leftOut())
        .containsExactly(
            new LeftOut(new PositionRange(2, 2), LeftOut.Reason.UNANSWERED_CALL),
            new LeftOut(new PositionRange(3, 3), LeftOut.Reason.ORPHANED_RESULT));
  }

  @Test
  void aResultWithoutItsCallIsLeftOutWithItsReason() {
    LogFixture log = new LogFixture().user("first").result("nobody", "out").user("second");
    ContextWindow window = ContextWindow.of(new Everything(), log, LogFixture.BARE);
    assertThat(positionsOf(window)).containsExactly(1L, 3L);
    assertThat(window.manifest().leftOut())
        .containsExactly(new LeftOut(new PositionRange(2, 2), LeftOut.Reason.ORPHANED_RESULT));
  }

  @Test
  void aMessageBetweenCallAndResultDoesNotPartThem() {
    LogFixture log = new LogFixture().user("first").calls("a").user("also this").result("a", "out");
    ContextWindow window = ContextWindow.of(new Everything(), log, LogFixture.BARE);
    assertThat(positionsOf(window)).containsExactly(1L, 2L, 4L, 3L);
  }

  @Test
  void aThreadWithoutAnyUserMessageIsWindowedFromItsNewest() {
    LogFixture log = new LogFixture().assistant("one").assistant("two").assistant("three");
    assertThat(positions(new LastMessages(2), log)).containsExactly(2L, 3L);
  }

  @Test
  void theNewestGroupIsInEvenWhereNobodyAskedAnything() {
    LogFixture log = new LogFixture().assistant("old").calls("a").result("a", "out");
    assertThat(positions(new LastMessages(1), log)).containsExactly(2L, 3L);
    LogFixture greeting = new LogFixture().assistant("x".repeat(4_000));
    assertThatThrownBy(() -> ContextWindow.of(new TokenBudget(100), greeting, LogFixture.BARE))
        .isInstanceOf(WindowOverflowException.class);
  }

  @Test
  void aLongTurnIsReadInFewQueriesThoughTheWindowWasToBeSmall() {
    LogFixture log = new LogFixture().user("the question");
    for (int i = 0; i < 2_000; i++) {
      log.assistant("step " + i);
    }
    assertThat(positions(new LastMessages(1), log)).hasSize(2_001);
    assertThat(log.queries()).isLessThan(15);
  }

  @Test
  void straysAreNotReadToTheStartOfALongLog() {
    LogFixture log = new LogFixture().user("first");
    for (int i = 0; i < 50_000; i++) {
      log.result("stray" + i, "out");
    }
    assertThatThrownBy(() -> ContextWindow.of(new LastMessages(20), log, LogFixture.BARE))
        .isInstanceOf(WindowOverflowException.class);
    log.user("second");
    ContextWindow window = ContextWindow.of(new LastMessages(20), log, LogFixture.BARE);
    assertThat(positionsOf(window)).containsExactly(50_002L);
    assertThat(window.manifest().leftOut())
        .containsExactly(new LeftOut(new PositionRange(1, 50_001), LeftOut.Reason.BEYOND_WINDOW));
    assertThat(log.rowsRead()).isLessThan(25_000);
  }

  @Test
  void straysNextToEachOtherAreOneEntryOfTheManifest() {
    LogFixture log = new LogFixture().result("x", "out").result("y", "out").user("question");
    assertThat(ContextWindow.of(new Everything(), log, LogFixture.BARE).manifest().leftOut())
        .containsExactly(new LeftOut(new PositionRange(1, 2), LeftOut.Reason.ORPHANED_RESULT));
  }

  @Test
  void aWindowOfTwentyIsOneQueryOfTwentyRowsWhateverTheLengthOfTheThread() {
    LogFixture log = new LogFixture();
    for (int i = 0; i < 5_000; i++) {
      log.user("question " + i).assistant("answer " + i);
    }
    assertThat(positions(new LastMessages(20), log)).hasSize(20).startsWith(9_981L);
    assertThat(log.queries()).isEqualTo(1);
    assertThat(log.rowsRead()).isEqualTo(20);
  }

  @Test
  void aBudgetReadsAboutAsMuchAsItTakes() {
    LogFixture log = new LogFixture();
    for (int i = 0; i < 10_000; i++) {
      log.user("w".repeat(784));
    }
    assertThat(positions(new TokenBudget(4_000), log)).hasSize(20);
    assertThat(log.rowsRead()).isLessThanOrEqualTo(40);
  }

  @Test
  void theManifestAccountsForEveryPosition() {
    LogFixture log = new LogFixture();
    for (int i = 0; i < 30; i++) {
      log.user("question").assistant("answer");
    }
    WindowManifest manifest =
        ContextWindow.of(new LastMessages(10), log, LogFixture.BARE).manifest();
    assertThat(manifest.policy()).isEqualTo("last-messages(10)");
    assertThat(manifest.pinnedEnd()).isEqualTo(60);
    assertThat(manifest.included()).containsExactly(new PositionRange(51, 60));
    assertThat(manifest.leftOut())
        .containsExactly(new LeftOut(new PositionRange(1, 50), LeftOut.Reason.BEYOND_WINDOW));
  }

  /** What says that it takes two billion tokens must not make room for more. */
  @Test
  void messagesThatTakeMoreThanCanBeCountedFitNowhere() {
    PinnedLog asked = enormous(new LogFixture().user("old").assistant("old").user("new"));
    WindowManifest manifest =
        ContextWindow.of(new LastMessages(10), asked, LogFixture.BARE).manifest();
    assertThat(manifest.included()).containsExactly(new PositionRange(3, 3));
    assertThat(manifest.tokens()).isEqualTo(Integer.MAX_VALUE);
    PinnedLog turn =
        enormous(
            new LogFixture()
                .user("the question")
                .calls("a", "b")
                .result("a", "x")
                .result("b", "x"));
    assertThat(new MessageGroup(turn.before(5, 3)).tokens()).isEqualTo(Integer.MAX_VALUE);
    assertThatThrownBy(() -> ContextWindow.of(new LastMessages(10), turn, LogFixture.BARE))
        .isInstanceOf(PromptBudgetSpentException.class);
    assertThatThrownBy(() -> ContextWindow.of(new TokenBudget(100), turn, LogFixture.BARE))
        .isInstanceOf(WindowOverflowException.class);
    PromptSizes hostile = new PromptSizes(text -> Integer.MAX_VALUE);
    assertThat(hostile.message(turn.before(3, 1).get(0).content())).isEqualTo(Integer.MAX_VALUE);
    assertThat(hostile.preamble("Be brief.", List.of())).isEqualTo(Integer.MAX_VALUE);
  }

  private static PinnedLog enormous(LogFixture log) {
    return new PinnedLog() {
      @Override
      public long end() {
        return log.end();
      }

      @Override
      public List<Message> before(long position, int limit) {
        return log.before(position, limit).stream()
            .map(message -> message.shortened(message.content(), Integer.MAX_VALUE))
            .toList();
      }
    };
  }

  private static List<Long> positions(ContextPolicy policy, LogFixture log) {
    return positionsOf(ContextWindow.of(policy, log, LogFixture.BARE));
  }

  private static List<Long> positionsOf(ContextWindow window) {
    return window.messages().stream().map(Message::position).toList();
  }
}
