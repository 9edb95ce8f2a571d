package io.threadkeep.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextPiecesTest {
  private final TextPieces pieces = new TextPieces();

  @Test
  void aPairThatIsSplitBetweenTwoPiecesIsHandedOnWhole() {
    assertThat(pieces.add("a\uD83D")).isEqualTo("a");
    assertThat(pieces.add("\uDE00b")).isEqualTo("\uD83D\uDE00b");
    assertThat(pieces.end()).isEmpty();
    assertThat(pieces.text()).isEqualTo("a\uD83D\uDE00b");
  }

  @Test
  void aHalfThatStaysAloneIsReplaced() {
    assertThat(pieces.add("a\uD83D")).isEqualTo("a");
    assertThat(pieces.add("b\uD83D")).isEqualTo("\uFFFDb");
    assertThat(pieces.end()).isEqualTo("\uFFFD");
    assertThat(pieces.text()).isEqualTo("a\uFFFDb\uFFFD");
  }
}
