package io.threadkeep.transport.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.threadkeep.error.Retryable;
import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.kit.transport.RecordedCall;
import io.threadkeep.message.ContentPart;
import io.threadkeep.transport.ModelException;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One row of the table of failures.
 *
 * @param name the row's number and what the provider does
 * @param gap how long its transport bears silence
 */
record FailureRow(String name, Duration gap, Trial trial) {
  /** So long that a busy machine does not make a failure of an answer. */
  private static final Duration PATIENT = Duration.ofSeconds(20);

  /** Tries a row on one API. */
  @FunctionalInterface
  interface Trial {
    void run(OpenAiTrial trial) throws Exception;
  }

  FailureRow(String name, Trial trial) {
    this(name, PATIENT, trial);
  }

  FailureRow bearing(Duration newGap) {
    return new FailureRow(name, newGap, trial);
  }

  /** Ends as {@code type}, after one request, and tells at once when to try again. */
  static FailureRow fails(
      String name, Class<? extends ModelException> type, Function<OpenAiTrial, StubAnswer> answer) {
    return fails(name, type, Duration.ZERO, answer);
  }

  static FailureRow fails(
      String name,
      Class<? extends ModelException> type,
      Duration wait,
      Function<OpenAiTrial, StubAnswer> answer) {
    return new FailureRow(
        name + " is " + type.getSimpleName(),
        trial -> {
          trial.provider.answers(answer.apply(trial));
          assertFails(trial, type, wait);
        });
  }

  /** Ends as an answer all the same. */
  static FailureRow answers(
      String name,
      Function<OpenAiTrial, StubAnswer> answer,
      BiConsumer<ModelReply, RecordedCall> check) {
    return new FailureRow(
        name,
        trial -> {
          trial.provider.answers(answer.apply(trial));
          RecordedCall call = new RecordedCall();
          check.accept(trial.transport().call(question(), call), call);
          trial.awaitDisconnected();
        });
  }

  /** Within another row. */
  void tryOn(OpenAiTrial on) {
    try {
      trial.run(on);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  static void assertFails(OpenAiTrial trial, Class<? extends ModelException> type, Duration wait) {
    int before = trial.provider.requests().size();

    Throwable thrown = catchThrowable(() -> trial.transport().call(question(), new RecordedCall()));

    assertThat(thrown).isExactlyInstanceOf(type).hasMessageNotContaining(OpenAiTrial.KEY);
    assertThat(thrown.getCause()).isNull();
    if (thrown instanceof Retryable retryable) {
      assertThat(retryable.retryAfter()).isEqualTo(wait);
    } else {
      assertThat(wait).isZero();
    }
    assertThat(trial.provider.requests().size() - before).as("requests").isLessThanOrEqualTo(1);
    trial.awaitDisconnected();
  }

  static ModelRequest question() {
    return Prompts.asking("Are you there?");
  }

  static String text(ModelReply reply) {
    return ((ContentPart.Text) reply.content().get(0)).text();
  }

  static List<String> firstHalf(List<String> events) {
    return events.subList(0, events.size() / 2);
  }
}
