package io.threadkeep.samples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.samples.benchmarks.work.Texts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The check of what a crowd has left must be able to fail. */
class TextsTest {
  private static final String FIRST = Texts.question(1);
  private static final String SECOND = Texts.question(2);

  @Test
  void pairsAreWholeInAnyOrder() {
    assertThat(
            Texts.areWholePairs(
                List.of(FIRST, SECOND, Texts.replyTo(SECOND), Texts.replyTo(FIRST)), 2))
        .isTrue();
  }

  @Test
  void aReplyThatIsThereTwiceStandsForNoOther() {
    assertThat(
            Texts.areWholePairs(
                List.of(FIRST, SECOND, Texts.replyTo(FIRST), Texts.replyTo(FIRST)), 2))
        .isFalse();
  }

  @Test
  void aLostPairIsSeen() {
    assertThat(Texts.areWholePairs(List.of(FIRST, Texts.replyTo(FIRST)), 2)).isFalse();
  }
}
