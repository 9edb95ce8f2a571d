package io.threadkeep.transport.openai;

import static io.threadkeep.transport.openai.FailureRow.answers;
import static io.threadkeep.transport.openai.FailureRow.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.threadkeep.limit.Limits;
import io.threadkeep.message.ContentPart;
import io.threadkeep.run.Usage;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.MalformedAnswerException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** M9 to M12: the provider answers, oddly. What a tool call means is the engine's to judge. */
final class AnswerRows {
  private static final ContentPart.ToolCall LOOK =
      new ContentPart.ToolCall("call_1", "look", "{\"at\":\"the sea\"}");

  static final List<FailureRow> ROWS =
      List.of(
          new FailureRow(
              "M9 a piece that comes twice is taken once, where pieces are numbered",
              AnswerRows::twice),
          new FailureRow(
              "M9 of pieces in the wrong order the whole answer wins, where there is one",
              AnswerRows::outOfOrder),
          new FailureRow(
              "M9 a piece after the end is none of the answer's", AnswerRows::afterTheEnd),
          new FailureRow(
              "M9 a tool call of a wrong index is MalformedAnswerException",
              AnswerRows::wrongIndex),
          answers(
              "M10 length is an answer that says so",
              trial -> whole(trial, FinishReason.LENGTH, new ContentPart.Text("Once upon")),
              (reply, call) -> {
                assertThat(reply.finish()).isEqualTo(FinishReason.LENGTH);
                assertThat(FailureRow.text(reply)).isEqualTo("Once upon");
              }),
          answers(
              "M10 content_filter is an answer that says so",
              trial -> whole(trial, FinishReason.CONTENT_FILTER, new ContentPart.Text("How")),
              (reply, call) -> assertThat(reply.finish()).isEqualTo(FinishReason.CONTENT_FILTER)),
          arguments("that are no JSON", "{\"at\": the sea"),
          arguments("100,000 deep", "[".repeat(100_000)),
          arguments("of nothing", ""),
          fails(
              "M11 tool arguments of 10 MB",
              MalformedAnswerException.class,
              trial ->
                  (request, connection) -> {
                    connection.eventStream();
                    List<String> events =
                        trial.wire.events(List.of(LOOK), FinishReason.TOOL_CALLS, Usage.NONE);
                    connection.event(events.get(0));
                    connection.event(events.get(1));
                    for (int i = 0; i < 10; i++) {
                      connection.event(
                          events
                              .get(2)
                              .replace("{\\\"at", "x".repeat(Limits.MESSAGE_BYTES))
                              .replaceFirst(",\"sequence_number\":\\d+", ""));
                    }
                  }),
          answers(
              "M12 two calls of one id are handed on, for the engine to tell apart",
              trial -> whole(trial, FinishReason.TOOL_CALLS, LOOK, LOOK),
              (reply, call) -> assertThat(reply.toolCalls()).containsExactly(LOOK, LOOK)),
          answers(
              "M12 200 calls at once are handed on, for the engine to count",
              trial -> whole(trial, FinishReason.TOOL_CALLS, calls(200)),
              (reply, call) -> {
                assertThat(reply.toolCalls()).containsExactly(calls(200));
                assertThat(call.assembled()).isEqualTo(reply.content());
              }));

  private AnswerRows() {}

  private static StubAnswer whole(OpenAiTrial trial, FinishReason finish, ContentPart... content) {
    return StubAnswer.events(trial.wire.events(List.of(content), finish, Usage.of(5, 5)));
  }

  private static ContentPart.ToolCall[] calls(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new ContentPart.ToolCall("call_" + i, "look", "{\"at\":" + i + "}"))
        .toArray(ContentPart.ToolCall[]::new);
  }

  private static FailureRow arguments(String what, String arguments) {
    ContentPart.ToolCall call = new ContentPart.ToolCall("call_1", "look", arguments);
    return answers(
        "M11 tool arguments " + what + " are handed on as written",
        trial -> whole(trial, FinishReason.TOOL_CALLS, call),
        (reply, seen) -> assertThat(reply.toolCalls()).containsExactly(call));
  }

  private static void twice(OpenAiTrial trial) {
    List<String> events = new ArrayList<>(trial.whole("One two."));
    events.add(2, events.get(1));
    answers(
            "",
            t -> StubAnswer.events(events),
            (reply, call) -> {
              // Chat Completions numbers nothing: what comes twice was said twice.
              boolean numbered = trial.wire instanceof ResponsesWire;
              assertThat(FailureRow.text(reply)).isEqualTo(numbered ? "One two." : "One One two.");
              assertThat(call.assembled()).isEqualTo(reply.content());
            })
        .tryOn(trial);
  }

  private static void outOfOrder(OpenAiTrial trial) {
    List<String> events = new ArrayList<>(trial.whole("One two."));
    Collections.swap(events, 1, 2);
    answers(
            "",
            t -> StubAnswer.events(events),
            (reply, call) -> {
              boolean numbered = trial.wire instanceof ResponsesWire;
              assertThat(FailureRow.text(reply)).isEqualTo(numbered ? "One two." : "two.One ");
            })
        .tryOn(trial);
  }

  private static void afterTheEnd(OpenAiTrial trial) {
    List<String> events = new ArrayList<>(trial.whole("One two."));
    String piece = events.remove(1);
    events.add(trial.wire instanceof ChatWire ? events.size() - 2 : events.size(), piece);
    if (trial.wire instanceof ChatWire) {
      fails("", MalformedAnswerException.class, t -> StubAnswer.events(events)).tryOn(trial);
    } else {
      answers(
              "",
              t -> StubAnswer.events(events),
              (reply, call) -> assertThat(FailureRow.text(reply)).isEqualTo("One two."))
          .tryOn(trial);
    }
  }

  private static void wrongIndex(OpenAiTrial trial) {
    List<String> events =
        trial.wire.events(List.of(LOOK), FinishReason.TOOL_CALLS, Usage.of(5, 5)).stream()
            .map(event -> event.contains("delta") ? wrong(event) : event)
            .toList();
    fails("", MalformedAnswerException.class, t -> StubAnswer.events(events)).tryOn(trial);
  }

  private static String wrong(String event) {
    return event
        .replace("\"output_index\":0", "\"output_index\":7")
        .replace("[{\"index\":0,\"id\"", "[{\"index\":7,\"id\"");
  }
}
