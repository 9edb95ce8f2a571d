package io.threadkeep.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.error.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "a\uD83Db", "a\uDE00b", "\uDE00\uD83D", "end\uD83D"})
  void whatSomeStoreWouldChangeIsRefusedAndCanBeReplaced(String hostile) {
    assertThatThrownBy(() -> Text.check("content", hostile))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("'content'")
        .hasMessageContaining("at index");
    String clean = Text.sanitise(hostile);
    assertThat(Text.check("content", clean)).hasSameSizeAs(hostile).contains("\uFFFD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "\uD83D\uDE00", "\uFFFF\uFFFE", "\uFEFFbom", "\r\n\t\u0001"})
  void whatEveryStoreKeepsIsKept(String text) {
    assertThat(Text.check("content", text)).isSameAs(text);
    assertThat(Text.sanitise(text)).isSameAs(text);
  }

  @Test
  void aCutNeverSplitsAPair() {
    String text = "ab\uD83D\uDE00cd";
    assertThat(Text.truncate(text, 3)).isEqualTo("ab");
    assertThat(Text.truncate(text, 4)).isEqualTo("ab\uD83D\uDE00");
    assertThat(Text.truncate(text, 99)).isEqualTo(text);
  }

  @Test
  void aCutByBytesKeepsWholeCodePoints() {
    String text = "a\u00e9\u20ac\uD83D\uDE00z";
    for (int max = 0; max <= 12; max++) {
      String cut = Text.truncateUtf8(text, max);
      assertThat(text).startsWith(cut);
      assertThat(Text.check("cut", cut).getBytes(StandardCharsets.UTF_8).length)
          .isLessThanOrEqualTo(max);
    }
    assertThat(Text.truncateUtf8(text, 9)).isEqualTo("a\u00e9\u20ac");
    assertThat(Text.truncateUtf8(text, 10)).isEqualTo("a\u00e9\u20ac\uD83D\uDE00");
    assertThat(Text.truncateUtf8(text, 11)).isSameAs(text);
  }

  @Test
  void utf8LengthIsWhatAnEncoderWouldWrite() {
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = 0; j < 20; j++) {
        text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT));
      }
      String clean = Text.sanitise(text.toString());
      assertThat(Text.utf8Length(clean)).isEqualTo(clean.getBytes(StandardCharsets.UTF_8).length);
    }
  }
}
