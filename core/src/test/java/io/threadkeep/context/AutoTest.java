package io.threadkeep.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.kit.LogFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AutoTest {
  private static final ModelLimits.Limit LARGE = new ModelLimits.Limit(128_000, 16_384);

  @Test
  void roomIsLeftForTheLongestAnswerAndAMargin() {
    assertThat(budget(LARGE, null)).isEqualTo(128_000 - 16_384 - 8_000);
    assertThat(budget(LARGE, 1_000)).isEqualTo(128_000 - 1_000 - 8_000);
  }

  @Test
  void anAnswerThatCouldTakeNearlyAllIsNotGivenMoreThanAQuarter() {
    assertThat(budget(new ModelLimits.Limit(8_000, 8_000), null)).isEqualTo(8_000 - 2_000 - 500);
  }

  @Test
  void anAnswerOfACertainLengthIsGivenAllThatItMayTake() {
    assertThat(budget(LARGE, 100_000)).isEqualTo(128_000 - 100_000 - 8_000);
    assertThat(budget(LARGE, Integer.MAX_VALUE)).isEqualTo(1);
  }

  @Test
  void aModelThatNobodyKnowsIsTakenForASmallOne() {
    assertThat(budget(null, null)).isEqualTo(8_000);
    LogFixture log = LogFixture.chat(1_000);
    WindowManifest manifest = ContextWindow.of(new Auto(), log, LogFixture.BARE).manifest();
    assertThat(manifest.tokens()).isBetween(6_500, 8_000);
    assertThat(manifest.policy()).isEqualTo("auto");
  }

  @Test
  void theWindowFollowsTheModel() {
    LogFixture log = LogFixture.chat(3_000);
    PromptFrame frame = new PromptFrame(0, LogFixture.SIZES, LARGE, null, Integer.MAX_VALUE);
    assertThat(ContextWindow.of(new Auto(), log, frame).manifest().tokens())
        .isBetween(90_000, 103_616);
  }

  @Test
  void aToolOutputThatTheModelCannotTakeIsShortened() {
    LogFixture log = new LogFixture().user("q").calls("a").result("a", "x".repeat(400_000));
    WindowManifest manifest = ContextWindow.of(new Auto(), log, LogFixture.BARE).manifest();
    assertThat(manifest.shortened()).containsExactly(3L);
    assertThat(manifest.details().longestOutput()).isEqualTo(16_384);
    assertThat(manifest.tokens()).isLessThanOrEqualTo(8_000);
  }

  @Test
  void blocksGrowWithTheWindow() {
    assertThat(Auto.block(8_000)).isEqualTo(16);
    assertThat(Auto.block(103_616)).isEqualTo(128);
    assertThat(Auto.block(1_000_000)).isEqualTo(512);
  }

  private static int budget(ModelLimits.@Nullable Limit model, @Nullable Integer answer) {
    return Auto.budget(new PromptFrame(0, LogFixture.SIZES, model, answer, Integer.MAX_VALUE));
  }
}
