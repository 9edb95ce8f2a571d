package io.threadkeep.transport.openai;

import static io.threadkeep.transport.openai.FailureRow.answers;
import static io.threadkeep.transport.openai.FailureRow.fails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.kit.transport.RecordedCall;
import io.threadkeep.transport.InvalidRequestException;
import io.threadkeep.transport.MalformedAnswerException;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelTimeoutException;
import io.threadkeep.transport.OverloadedException;
import io.threadkeep.transport.RateLimitedException;
import io.threadkeep.transport.TruncatedAnswerException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** M5 to M8: the provider begins to answer. */
final class StreamRows {
  private static final Duration STEP = Duration.ofMillis(50);

  static final List<FailureRow> ROWS =
      List.of(
          // Ten steps to a gap, so that a busy machine does not make one of the other.
          new FailureRow(
              "M5 a slow stream outlives the gap, not the total",
              STEP.multipliedBy(10),
              StreamRows::slow),
          fails(
                  "M6 a stream that stalls",
                  ModelTimeoutException.class,
                  trial ->
                      StubAnswer.stall(FailureRow.firstHalf(trial.whole("One two three four"))))
              .bearing(OpenAiTrial.GAP),
          fails(
                  "M6 a stream that stalls before its first word",
                  ModelTimeoutException.class,
                  trial -> StubAnswer.stall(trial.whole("One").subList(0, 1)))
              .bearing(OpenAiTrial.GAP),
          fails(
                  "M6 a provider that says nothing at all",
                  ModelTimeoutException.class,
                  trial -> StubAnswer.silence())
              .bearing(OpenAiTrial.GAP),
          fails(
              "M6 a connection closed on the provider's side only",
              TruncatedAnswerException.class,
              trial ->
                  (request, connection) -> {
                    StubAnswer.events(FailureRow.firstHalf(trial.whole("One two three")))
                        .answer(request, connection);
                    connection.closeHalf();
                    connection.awaitClientLeft();
                  }),
          fails(
              "M7 an end without its terminal event",
              TruncatedAnswerException.class,
              trial -> StubAnswer.events(FailureRow.firstHalf(trial.whole("One two three")))),
          fails(
              "M7 an end within an event",
              TruncatedAnswerException.class,
              trial ->
                  (request, connection) -> {
                    connection.eventStream();
                    connection.event(trial.whole("One").get(0));
                    connection.write("data: " + trial.whole("One").get(1).substring(0, 30));
                  }),
          fails(
              "M7 an end within a chunk",
              TruncatedAnswerException.class,
              trial ->
                  (request, connection) -> {
                    connection.head(
                        200, "Content-Type: text/event-stream", "Transfer-Encoding: chunked");
                    connection.write("ffff\r\ndata: {\"");
                  }),
          fails(
              "M7 a reset within the answer",
              TruncatedAnswerException.class,
              trial ->
                  (request, connection) -> {
                    StubAnswer.events(FailureRow.firstHalf(trial.whole("One two three")))
                        .answer(request, connection);
                    connection.reset();
                  }),
          fails(
              "M7 nothing but an empty stream",
              TruncatedAnswerException.class,
              trial -> StubAnswer.events(List.of())),
          fails("M8 an error event", OverloadedException.class, told("server_error")),
          fails(
              "M8 an error event rate_limit_exceeded",
              RateLimitedException.class,
              told("rate_limit_exceeded")),
          fails(
              "M8 an error event invalid_prompt",
              InvalidRequestException.class,
              told("invalid_prompt")),
          malformed("an event that is no JSON", "hello"),
          malformed("an event of truncated JSON", "{\"choices\":[{\"delta\":{\"con"),
          malformed("an event that is an array without end", "[".repeat(10_000)),
          fails(
              "M8 an HTML page with status 200",
              MalformedAnswerException.class,
              trial -> StubAnswer.body(200, "text/html", "<h1>Log in</h1>")),
          fails(
              "M8 an HTML page with status 502",
              OverloadedException.class,
              trial -> StubAnswer.body(502, "text/html", "<h1>Bad gateway</h1>")),
          fails(
              "M8 a whole answer with nothing in it",
              MalformedAnswerException.class,
              trial ->
                  StubAnswer.events(
                      trial.wire instanceof ChatWire
                          ? List.of("{\"choices\":[]}", "[DONE]")
                          : List.of(
                              "{\"type\":\"response.completed\",\"response\":{\"output\":[],\"model\":\"m\"}}"))),
          answers(
              "M8 comments, empty lines and unknown events are passed over",
              trial ->
                  (request, connection) -> {
                    connection.eventStream();
                    connection.write(": ping\n\n\n\nevent: tomorrow\nretry: 5\nid: 7\n\n");
                    for (String event : trial.whole("Here.")) {
                      connection.event(event);
                      connection.write(": ping\r\n\r\n");
                    }
                  },
              (reply, call) -> assertThat(FailureRow.text(reply)).isEqualTo("Here.")));

  private StreamRows() {}

  private static Function<OpenAiTrial, StubAnswer> told(String code) {
    return trial ->
        StubAnswer.events(
            List.of(
                trial.whole("Well").get(0),
                "{\"error\":{\"code\":\"" + code + "\",\"message\":\"Some words\"}}"));
  }

  private static FailureRow malformed(String name, String event) {
    return fails(
        "M8 " + name,
        MalformedAnswerException.class,
        trial -> StubAnswer.events(List.of(trial.whole("Well").get(0), event)));
  }

  private static void slow(OpenAiTrial trial) {
    List<String> whole = trial.whole("One two three four five six seven eight nine ten");
    trial.provider.answers(
        (request, connection) -> {
          connection.eventStream();
          for (String event : whole) {
            connection.pause(STEP);
            connection.event(event);
          }
        });
    ModelReply reply = trial.transport().call(FailureRow.question(), new RecordedCall());
    assertThat(FailureRow.text(reply)).endsWith("ten");

    Duration total = STEP.multipliedBy(4);
    assertThatThrownBy(
            () ->
                trial
                    .transport()
                    .call(Prompts.withTimeout(FailureRow.question(), total), new RecordedCall()))
        .isInstanceOf(ModelTimeoutException.class);
    trial.awaitDisconnected();
  }
}
