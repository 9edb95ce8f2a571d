package io.threadkeep.transport.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.transport.MalformedAnswerException;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelTimeoutException;
import io.threadkeep.transport.OverloadedException;
import java.time.Duration;
import java.util.List;

/** Providers that send too much, or too slowly. */
class BoundsTest {
  private static final String MUCH = "x".repeat(1 << 16);

  @BothApis
  void aLineWithoutEndIsGivenUp(ApiWire wire) {
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      trial.provider.answers(
          (request, connection) -> {
            connection.eventStream();
            connection.write("data: {\"");
            while (true) {
              connection.write(MUCH);
            }
          });
      assertThat(failure(trial)).isInstanceOf(MalformedAnswerException.class);
      trial.awaitDisconnected();
    }
  }

  @BothApis
  void anErrorPageWithoutEndIsStillAnError(ApiWire wire) {
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      trial.provider.answers(
          (request, connection) -> {
            connection.head(503, "Content-Type: text/html");
            while (true) {
              connection.write(MUCH + "\n");
            }
          });
      assertThat(failure(trial)).isInstanceOf(OverloadedException.class);
      trial.awaitDisconnected();
    }
  }

  @BothApis
  void manyLongEventsAreNoLongLine(ApiWire wire) {
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      String comment = ": " + MUCH + "\n\n";
      trial.provider.answers(
          (request, connection) -> {
            connection.eventStream();
            for (long sent = 0; sent <= BoundedBody.LONGEST_LINE; sent += comment.length()) {
              connection.write(comment);
            }
            for (String event : trial.whole("Done.")) {
              connection.event(event);
            }
          });
      assertThat(failure(trial)).isNull();
    }
  }

  /** A model that reasons is silent for long, and then it is not. */
  @BothApis
  void theFirstWordMayTakeLongerThanTheNext(ApiWire wire) {
    Duration gap = Duration.ofMillis(100);
    OpenAiTimeouts timeouts = OpenAiTrial.timeouts(Duration.ofSeconds(20), gap);
    try (OpenAiTrial trial = new OpenAiTrial(wire, options -> options.withTimeouts(timeouts))) {
      List<String> whole = trial.whole("Well, then.");
      trial.provider.answers(
          (request, connection) -> {
            connection.pause(gap.multipliedBy(3));
            connection.eventStream();
            connection.event(whole.get(0));
            connection.pause(gap.multipliedBy(3));
            for (String event : whole.subList(1, whole.size())) {
              connection.event(event);
            }
          });
      assertThat(failure(trial)).isNull();

      trial.provider.answers(StubAnswer.stall(whole.subList(0, 2)));
      assertThat(assertTimeout(Duration.ofSeconds(10), () -> failure(trial)))
          .isInstanceOf(ModelTimeoutException.class)
          .hasMessageContaining("began to answer");

      // The connection's patience is new with each call.
      trial.echoes();
      assertThat(failure(trial)).isNull();
    }
  }

  private static Throwable failure(OpenAiTrial trial) {
    return catchThrowable(
        () -> trial.transport().call(Prompts.asking("?"), ModelCall.unobserved()));
  }
}
