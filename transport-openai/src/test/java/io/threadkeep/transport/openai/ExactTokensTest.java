package io.threadkeep.transport.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import io.threadkeep.context.TokenCounter;
import io.threadkeep.limit.Limits;
import io.threadkeep.limit.Text;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExactTokensTest {
  private static final TokenCounter O200K = ExactTokens.with(OpenAiTokenizer.O200K_BASE);
  private static final TokenCounter CL100K = ExactTokens.with(OpenAiTokenizer.CL100K_BASE);
  private static final Duration PATIENCE = Duration.ofMillis(50);

  /** The examples of OpenAI's own cookbook on counting tokens. */
  @ParameterizedTest
  @CsvSource({
    "antidisestablishmentarianism, 6, 6",
    "2 + 2 = 4, 7, 7",
    "お誕生日おめでとう, 9, 8",
    "'', 0, 0"
  })
  void itCountsAsOpenAiDoes(String text, int cl100k, int o200k) {
    assertThat(CL100K.count(text)).isEqualTo(cl100k);
    assertThat(O200K.count(text)).isEqualTo(o200k);
  }

  @Test
  void aSpecialTokenThatSomebodyWritesIsText() {
    assertThat(O200K.count("<|endoftext|>")).isGreaterThan(1);
  }

  /** Each of these would show a cut through a token. */
  @ParameterizedTest
  @EnumSource(OpenAiTokenizer.class)
  void cuttingTextChangesNoCount(OpenAiTokenizer tokenizer) {
    Encoding whole = Encodings.newLazyEncodingRegistry().getEncoding(tokenizer.encoding());
    TokenCounter cutting = ExactTokens.with(tokenizer);
    for (String sentence :
        new String[] {
          "The quick brown fox's tail isn't long; it weighs 1234.5 grams.\n\n  Really?  Yes!\t",
          "北京是中国的首都，人口超过两千万。它有三千多年的历史、许多博物馆和大学。",
          "Straße, naïve, e\u0301te\u0301, Ελληνικά, Русский текст и ещё немного слов. ",
          "\uD83D\uDE00 emoji \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67, और हिन्दी के कुछ शब्द। ",
          "if (x != null) {\r\n    return y[i++] >> 2; // done\r\n}\r\n"
        }) {
      String text = sentence.repeat(40);
      assertThat(cutting.count(text)).as(sentence).isEqualTo(whole.countTokensOrdinary(text));
    }
  }

  @Test
  void whatFollowsOnAVeryLongTextIsEstimated() {
    String text = "word ".repeat(200_000);
    assertThat(O200K.count(text)).isBetween(180_000, 260_000);
  }

  static String[] hostile() {
    int most = Limits.MESSAGE_BYTES;
    return new String[] {
      "a".repeat(most),
      "A".repeat(most),
      " ".repeat(most),
      "\n".repeat(most),
      " \n".repeat(most / 2),
      "!".repeat(most),
      "7".repeat(most),
      "中".repeat(most / 3),
      "\u0301".repeat(most / 2),
      "<|endoftext|>".repeat(most / 13),
      random(most, 'a', 26),
      random(most, 'A', 26),
      random(most, '!', 15),
      random(most / 3, 0x4E00, 20_000),
      random(most / 3, 0xAC00, 11_000),
      random(most / 4, 0x1F300, 500)
    };
  }

  /** The best of some tries, and of this thread's own time: the machine may be busy with others. */
  @ParameterizedTest(name = "{index}")
  @MethodSource("hostile")
  void noTextHoldsACallerForLong(String text) {
    assertThat(Text.utf8Length(text))
        .isBetween(Limits.MESSAGE_BYTES * 9L / 10, (long) Limits.MESSAGE_BYTES);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (TokenCounter counter : new TokenCounter[] {O200K, CL100K}) {
      long best = Long.MAX_VALUE;
      for (int i = 0; i < 20 && best > PATIENCE.toNanos(); i++) {
        long begun = threads.getCurrentThreadCpuTime();
        counter.count(text);
        best = Math.min(best, threads.getCurrentThreadCpuTime() - begun);
      }
      assertThat(Duration.ofNanos(best)).isLessThan(PATIENCE);
    }
  }

  private static String random(int length, int first, int count) {
    int[] codePoints = new Random(length).ints(length, first, first + count).toArray();
    return Arrays.stream(codePoints)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
