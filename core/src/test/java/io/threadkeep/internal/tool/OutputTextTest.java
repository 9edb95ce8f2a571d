package io.threadkeep.internal.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.limit.Text;
import io.threadkeep.tool.ToolOutput;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTextTest {
  private static final int MAX = 1_024;
  private static final OutputText OUTPUTS = new OutputText(MAX);

  @Test
  void whatFitsIsLeftAsItIs() {
    for (String text : new String[] {"", "plain", "\uD83D\uDE00", "x".repeat(MAX)}) {
      assertThat(OUTPUTS.fit(ToolOutput.of(text))).isEqualTo(ToolOutput.of(text));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\u00e9", "\u20ac", "\uD83D\uDE00", "x\uD83D\uDE00", "\uD83D"})
  void whatIsTooLongIsCutBetweenCodePointsAndSaysSo(String piece) {
    String text = piece.repeat(100_000);
    String cut = OUTPUTS.fit(ToolOutput.of(text)).text();
    assertThat(cut)
        .endsWith("\n[Cut off here. The whole output had " + text.length() + " characters.]");
    assertThat(Text.check("cut", cut).getBytes(StandardCharsets.UTF_8).length)
        .isBetween(MAX - 3, MAX);
  }

  @Test
  void oneByteTooManyIsCut() {
    assertThat(OUTPUTS.fit(ToolOutput.of("x".repeat(MAX + 1))).text()).contains("[Cut off here.");
    assertThat(OUTPUTS.fit(ToolOutput.of("x".repeat(MAX - 1) + "\u00e9")).text())
        .contains("[Cut off here.");
  }

  @Test
  void whatNoStoreKeepsIsReplaced() {
    assertThat(OUTPUTS.fit(ToolOutput.failed("a\0b\uD83Dc\uDE00")))
        .isEqualTo(ToolOutput.failed("a\uFFFDb\uFFFDc\uFFFD"));
  }
}
