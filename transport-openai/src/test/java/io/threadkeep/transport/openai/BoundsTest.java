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
import org.junit.jupiter.api.Test;

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
            for (long sent = 0; sent <= BoundedBody.LONGEST_EVENT; sent += comment.length()) {
              connection.write(comment);
            }
            for (String event : trial.whole("Done.")) {
              connection.event(event);
            }
          });
      assertThat(failure(trial)).isNull();
    }
  }

  /** The client gathers the lines of an event until an empty one ends it. */
  @BothApis
  void anEventOfLinesWithoutEndIsGivenUp(ApiWire wire) {
    String lines = "data: x\r\n".repeat(1 << 13);
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      trial.provider.answers(
          (request, connection) -> {
            connection.eventStream();
            for (int sent = 0; sent <= 3 * BoundedBody.LONGEST_EVENT; sent += lines.length()) {
              connection.write(lines);
            }
          });
      assertThat(failure(trial)).isInstanceOf(MalformedAnswerException.class);
      trial.awaitDisconnected();
    }
  }

  @BothApis
  void linesMayEndInTwoCharacters(ApiWire wire) {
    String comment = ": " + MUCH + "\r\n\r\n";
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      trial.provider.answers(
          (request, connection) -> {
            connection.eventStream();
            for (long sent = 0; sent <= BoundedBody.LONGEST_EVENT; sent += comment.length()) {
              connection.write(comment);
            }
            for (String event : trial.whole("Done.")) {
              connection.event(event);
            }
          });
      assertThat(failure(trial)).isNull();
    }
  }

  /** A reasoning model may stop in the middle of its answer to think on. */
  @Test
  void thinkingMayTakeLongerThanTheNextWordAtAnyTime() {
    Duration gap = Duration.ofMillis(100);
    OpenAiTimeouts timeouts = OpenAiTrial.timeouts(Duration.ofSeconds(20), gap);
    String item =
        ",\"output_index\":1,\"item\":{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[]}}";
    String added = "{\"type\":\"response.output_item.added\"" + item;
    String done = "{\"type\":\"response.output_item.done\"" + item;
    try (OpenAiTrial trial =
        new OpenAiTrial(new ResponsesWire(), options -> options.withTimeouts(timeouts))) {
      List<String> whole = trial.whole("Well, then.");
      trial.provider.answers(
          (request, connection) -> {
            connection.eventStream();
            connection.event(whole.get(0));
            connection.event(whole.get(1));
            connection.event(added);
            connection.pause(gap.multipliedBy(3));
            connection.event(done);
            for (String event : whole.subList(2, whole.size())) {
              connection.event(event);
            }
          });
      assertThat(failure(trial)).isNull();

      trial.provider.answers(StubAnswer.stall(List.of(whole.get(0), whole.get(1), added, done)));
      assertThat(assertTimeout(Duration.ofSeconds(10), () -> failure(trial)))
          .isInstanceOf(ModelTimeoutException.class);
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
