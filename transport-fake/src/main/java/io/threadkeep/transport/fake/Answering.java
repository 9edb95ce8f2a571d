package io.threadkeep.transport.fake;

import io.threadkeep.transport.ModelRequest;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/**
 * What a line of the script can answer. Each call adds one answer, or one for each argument; they
 * are given in turn, one to a request.
 *
 * @param <B> the builder, to go on with
 */
public interface Answering<B> {

  B then(FakeAnswer... answers);

  /**
   * @param answer for what no fixed answer can say, such as {@link Babbler}
   */
  B thenAnswer(Function<ModelRequest, FakeAnswer> answer);

  /**
   * Has the last answer call one more tool, in parallel.
   *
   * @throws IllegalStateException if that is not an answer that stands fixed
   */
  B andCall(String tool, String arguments);

  default B andCall(String tool, Map<String, ?> arguments) {
    return andCall(tool, FakeAnswer.json(arguments));
  }

  /** With a condition {@code userMatches}, {@code $1} stands for its first group. */
  default B thenReply(String... texts) {
    FakeAnswer[] answers = new FakeAnswer[texts.length];
    for (int i = 0; i < texts.length; i++) {
      answers[i] = FakeAnswer.text(texts[i]);
    }
    return then(answers);
  }

  default B thenRefuse(String text) {
    return then(FakeAnswer.refusal(text));
  }

  /**
   * @param arguments JSON, or what a confused model takes for it
   */
  default B thenCall(String tool, String arguments) {
    return then(FakeAnswer.toolCall(tool, arguments));
  }

  default B thenCall(String tool, Map<String, ?> arguments) {
    return thenCall(tool, FakeAnswer.json(arguments));
  }

  /** As if {@code max_completion_tokens} had been reached after {@code text}. */
  default B thenCutOff(String text) {
    return then(FakeAnswer.cutOff(text));
  }

  /** As if the provider's content filter had stepped in after {@code text}. */
  default B thenFilter(String text) {
    return then(FakeAnswer.filtered(text));
  }

  default B thenFail(FakeFailure failure) {
    return then(FakeAnswer.failure(failure));
  }

  default B thenRateLimit(Duration retryAfter) {
    return then(FakeAnswer.failure(FakeFailure.RATE_LIMIT, retryAfter));
  }

  default B thenOverload(Duration retryAfter) {
    return then(FakeAnswer.failure(FakeFailure.OVERLOADED, retryAfter));
  }

  /** Breaks off before the first word. */
  default B thenTruncate() {
    return thenFail(FakeFailure.TRUNCATED);
  }

  /** Breaks off after {@code text}. */
  default B thenTruncate(String text) {
    return then(FakeAnswer.failure(FakeFailure.TRUNCATED).after(text));
  }

  /** Says nothing until the call is cancelled or its time is over. */
  default B thenHang() {
    return then(FakeAnswer.hang());
  }

  /** Says {@code text}, and then nothing more. */
  default B thenHang(String text) {
    return then(FakeAnswer.hang().after(text));
  }
}
