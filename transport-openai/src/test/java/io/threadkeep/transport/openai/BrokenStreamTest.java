package io.threadkeep.transport.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.kit.transport.RecordedCall;
import io.threadkeep.transport.MalformedAnswerException;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTimeoutException;
import io.threadkeep.transport.TruncatedAnswerException;
import java.time.Duration;
import java.util.List;

/** Answers that break off, stall, or do not end; beside the table of failures. */
class BrokenStreamTest {
  private static final Duration STEP = Duration.ofMillis(50);

  @BothApis
  void anAnswerThatEndsTooSoonIsTruncatedWhereverItEnds(ApiWire wire) {
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      List<String> whole = trial.whole("Never finished");
      int end = whole.size() - (wire instanceof ChatWire ? 3 : 1);
      for (int sent = 0; sent < end; sent++) {
        trial.provider.answers(StubAnswer.events(whole.subList(0, sent)));
        assertThat(failure(trial))
            .as("after %d events", sent)
            .isInstanceOf(TruncatedAnswerException.class);
      }
    }
  }

  @BothApis
  void aStreamThatStallsIsATimeoutAfterTheGap(ApiWire wire) {
    try (OpenAiTrial trial = new OpenAiTrial(wire, OpenAiTrial.GAP)) {
      List<String> whole = trial.whole("Well, then");
      trial.provider.answers(StubAnswer.stall(whole.subList(0, 3)));
      RecordedCall call = new RecordedCall();

      Throwable thrown = catchThrowable(() -> trial.transport().call(question(), call));

      assertThat(thrown)
          .isInstanceOf(ModelTimeoutException.class)
          .hasMessageContaining("began to answer");
      assertThat(call.deltas()).isNotEmpty();
      trial.awaitDisconnected();
    }
  }

  @BothApis
  void aSteadyStreamEndsWithTheTimeOfTheRequest(ApiWire wire) {
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      trial.provider.answers(
          (request, connection) -> {
            connection.eventStream();
            while (true) {
              connection.event(trial.whole("And").get(1));
              connection.pause(STEP);
            }
          });

      Throwable thrown =
          catchThrowable(
              () ->
                  trial
                      .transport()
                      .call(
                          Prompts.withTimeout(question(), Duration.ofMillis(300)),
                          ModelCall.unobserved()));

      assertThat(thrown).isInstanceOf(ModelTimeoutException.class);
      trial.awaitDisconnected();
    }
  }

  @BothApis
  void aRequestWithoutTimeLeftIsNotSent(ApiWire wire) {
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      ModelRequest late = Prompts.withTimeout(question(), Duration.ZERO);
      assertThat(catchThrowable(() -> trial.transport().call(late, ModelCall.unobserved())))
          .isInstanceOf(ModelTimeoutException.class);
      assertThat(trial.provider.requests()).isEmpty();
    }
  }

  @BothApis
  void anAnswerWithoutEndIsGivenUpWhenNoMessageCouldHoldIt(ApiWire wire) {
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      // Without a number, since a piece that comes again under the same one is passed over.
      String piece =
          trial
              .whole("word")
              .get(1)
              .replace("word", "words ".repeat(10_000))
              .replaceFirst(",\"sequence_number\":\\d+", "");
      trial.provider.answers(
          (request, connection) -> {
            connection.eventStream();
            while (true) {
              connection.event(piece);
            }
          });
      assertThat(failure(trial))
          .isInstanceOf(MalformedAnswerException.class)
          .hasMessageContaining("longer than a message");
      trial.awaitDisconnected();
    }
  }

  @BothApis
  void anAnswerThatDoesNotStreamIsMalformed(ApiWire wire) {
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      trial.provider.answers(StubAnswer.json(200, "{\"choices\":[]}"));
      assertThat(failure(trial)).isInstanceOf(MalformedAnswerException.class);
    }
  }

  private static Throwable failure(OpenAiTrial trial) {
    return catchThrowable(() -> trial.transport().call(question(), ModelCall.unobserved()));
  }

  private static ModelRequest question() {
    return Prompts.asking("Are you there?");
  }
}
