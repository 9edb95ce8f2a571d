package io.threadkeep.transport.openai;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import io.threadkeep.context.TokenCounter;
import io.threadkeep.limit.Text;

/**
 * Counts as a model's own tokenizer does.
 *
 * <p>A tokenizer can be slow on purpose: the time for a run of letters without a space grows with
 * its square. So text is cut where tokens end anyway, or after {@link Cuts#LONGEST} characters if
 * they never do, which adds a token at most; and beyond {@link #EXACT_BYTES} it is estimated, as by
 * {@link TokenCounter#estimating}.
 */
public final class ExactTokens implements TokenCounter {
  /** Some 8,000 tokens of English; the slowest text of that size takes some 15 ms. */
  static final int EXACT_BYTES = 32 << 10;

  private static final TokenCounter ESTIMATING = TokenCounter.estimating();

  private final Encoding encoding;

  private ExactTokens(Encoding encoding) {
    this.encoding = encoding;
  }

  /** Loading its table takes some 300 ms and 30 MB of heap. */
  public static TokenCounter with(OpenAiTokenizer tokenizer) {
    return new ExactTokens(Encodings.newLazyEncodingRegistry().getEncoding(tokenizer.encoding()));
  }

  @Override
  public int count(String text) {
    int tokens = 0;
    int from = 0;
    long bytes = 0;
    while (from < text.length() && bytes < EXACT_BYTES) {
      int to = Cuts.next(text, from);
      String piece = text.substring(from, to);
      // Ordinary: what looks like a special token is text, whoever wrote it.
      tokens += encoding.countTokensOrdinary(piece);
      bytes += Text.utf8Length(piece);
      from = to;
    }
    return tokens + ESTIMATING.count(text.substring(from));
  }
}
