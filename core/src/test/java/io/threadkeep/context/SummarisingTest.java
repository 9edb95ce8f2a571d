package io.threadkeep.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.kit.LogFixture;
import io.threadkeep.message.Message;
import io.threadkeep.message.Role;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SummarisingTest {
  private static final String NOTES = "notes";

  @Test
  void theNewestSummaryOfWhatIsLeftOutStandsInFrontAsTheUsers() {
    LogFixture log = LogFixture.chat(50).summed(NOTES, 10);
    ContextWindow window = window(new Summarising(new LastMessages(4), NOTES), log);
    Message summary = window.messages().get(0);
    assertThat(summary.text()).startsWith("[Notes on").endsWith("\nup to 90");
    assertThat(summary.role()).isEqualTo(Role.USER);
    assertThat(positions(window)).containsExactly(0L, 97L, 98L, 99L, 100L);
    assertThat(window.manifest().details().summary())
        .isEqualTo(new WindowManifest.SummaryUse(NOTES, 96, 1, 90, summary.tokens()));
    assertThat(window.manifest().included()).containsExactly(new PositionRange(97, 100));
  }

  @Test
  void pinsStandBeforeIt() {
    LogFixture log = LogFixture.chat(50).summed(NOTES, 10);
    ContextPolicy policy = new Summarising(new Pinned(2, new LastMessages(2)), NOTES);
    assertThat(positions(window(policy, log))).containsExactly(1L, 2L, 0L, 99L, 100L);
  }

  @Test
  void itIsTheSameForAsLongAsTheWindowBeginsAtTheSamePlace() {
    LogFixture log = LogFixture.chat(200).summed(NOTES, 1);
    ContextPolicy policy = new Summarising(new BlockAligned(new LastMessages(40), 20), NOTES);
    PrefixShare share = PrefixShare.NONE;
    ContextWindow previous = ContextWindow.of(policy, log.pinnedTo(101), LogFixture.BARE);
    for (int end = 103; end <= log.end(); end += 2) {
      ContextWindow next = ContextWindow.of(policy, log.pinnedTo(end), LogFixture.BARE);
      assertThat(use(next).to()).isEqualTo(use(next).wantedTo());
      share = share.plus(PrefixShare.between(previous, next));
      previous = next;
    }
    assertThat(share.share()).isGreaterThan(0.8);
  }

  @Test
  void aThreadThatFitsAsAWholeNeedsNone() {
    LogFixture log = LogFixture.chat(5).summed(NOTES, 2);
    ContextWindow window = window(new Summarising(new LastMessages(20), NOTES), log);
    assertThat(positions(window)).hasSize(10).startsWith(1L);
    assertThat(use(window)).isEqualTo(new WindowManifest.SummaryUse(NOTES, 0, 0, 0, 0));
  }

  @Test
  void withoutASummaryTheWindowIsTheInnerPolicys() {
    LogFixture log = LogFixture.chat(50);
    ContextWindow window = window(new Summarising(new LastMessages(4), NOTES), log);
    assertThat(window.messages()).isEqualTo(window(new LastMessages(4), log).messages());
    assertThat(use(window)).isEqualTo(new WindowManifest.SummaryUse(NOTES, 96, 0, 0, 0));
  }

  @Test
  void itCountsAgainstTheBudgetAndNeverCostsTheCurrentTurn() {
    LogFixture log = LogFixture.chat(60).summed(NOTES, 2);
    ContextWindow roomy = window(new Summarising(new TokenBudget(3_000), NOTES), log);
    assertThat(roomy.manifest().tokens()).isBetween(2_200, 2_600);
    assertThat(use(roomy).to()).isPositive();
    int turn = window(new LastMessages(1), log).manifest().tokens();
    ContextWindow tight = window(new Summarising(new TokenBudget(turn + 5), NOTES), log);
    assertThat(tight.manifest().tokens()).isEqualTo(turn);
    assertThat(use(tight).to()).isZero();
  }

  private static WindowManifest.SummaryUse use(ContextWindow window) {
    return Objects.requireNonNull(window.manifest().details().summary());
  }

  private static ContextWindow window(ContextPolicy policy, LogFixture log) {
    return ContextWindow.of(policy, log, LogFixture.BARE);
  }

  private static List<Long> positions(ContextWindow window) {
    return window.messages().stream().map(Message::position).toList();
  }
}
