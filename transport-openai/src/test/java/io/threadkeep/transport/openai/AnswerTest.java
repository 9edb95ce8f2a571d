package io.threadkeep.transport.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.threadkeep.kit.transport.Prompts;
import io.threadkeep.kit.transport.RecordedCall;
import io.threadkeep.limit.Limits;
import io.threadkeep.message.ContentPart;
import io.threadkeep.run.Usage;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.MalformedAnswerException;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelReply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is read from an answer. */
class AnswerTest {

  @BothApis
  void usageHasWhatWasCachedAndWhatWentIntoReasoning(ApiWire wire) {
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      trial.answers(
          List.of(new ContentPart.Text("Yes.")), FinishReason.STOP, new Usage(120, 50, 100, 40));

      ModelReply reply = ask(trial);

      assertThat(reply.usage()).isEqualTo(new Usage(120, 50, 100, 40));
      assertThat(reply.model()).isEqualTo("gpt-4.1-mini-2025-04-14");
    }
  }

  @BothApis
  void textThatNoStoreCanKeepIsReplaced(ApiWire wire) {
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      List<String> events = new ArrayList<>();
      for (String event : trial.whole("a#b$c")) {
        events.add(event.replace("#", "\\u0000").replace("$", "\\ud83d"));
      }
      trial.provider.answers(StubAnswer.events(events));
      RecordedCall call = new RecordedCall();

      ModelReply reply = trial.transport().call(Prompts.asking("?"), call);

      assertThat(reply.content()).containsExactly(new ContentPart.Text("a\uFFFDb\uFFFDc"));
      assertThat(call.assembled()).isEqualTo(reply.content());
    }
  }

  @BothApis
  void anAnswerMayBeCutOffBeforeItsFirstWord(ApiWire wire) {
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      trial.answers(List.of(), FinishReason.LENGTH, Usage.of(5, 5));
      assertThat(ask(trial).content()).isEmpty();
    }
  }

  @BothApis
  void aReasonThatIsNotKnownIsMalformed(ApiWire wire) {
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      List<String> events =
          wire
              .events(List.of(new ContentPart.Text("Well")), FinishReason.LENGTH, Usage.NONE)
              .stream()
              .map(event -> event.replace("max_output_tokens", "mood"))
              .map(event -> event.replace("\"length\"", "\"mood\""))
              .toList();
      trial.provider.answers(StubAnswer.events(events));
      assertThat(catchThrowable(() -> ask(trial)))
          .isInstanceOf(MalformedAnswerException.class)
          .hasMessageContaining("'mood'");
    }
  }

  @Test
  void aServerThatCompletesWhatItCallsIncompleteIsStillUnderstood() {
    try (OpenAiTrial trial = new OpenAiTrial(new ResponsesWire())) {
      List<String> events =
          trial
              .wire
              .events(List.of(new ContentPart.Text("Once")), FinishReason.LENGTH, Usage.NONE)
              .stream()
              .map(event -> event.replace("response.incomplete", "response.completed"))
              .map(event -> event.replace("incomplete_details", "nothing"))
              .toList();
      trial.provider.answers(StubAnswer.events(events));
      assertThat(ask(trial).finish()).isEqualTo(FinishReason.LENGTH);
    }
  }

  @Test
  void aServerThatSendsNoUsageIsStillUnderstood() {
    try (OpenAiTrial trial = new OpenAiTrial(new ChatWire())) {
      List<String> events = trial.whole("Yes.");
      events.remove(events.size() - 2);
      trial.provider.answers(StubAnswer.events(events));
      assertThat(ask(trial).usage()).isEqualTo(Usage.NONE);
    }
  }

  @Test
  void aServerThatSaysStopAfterToolCallsIsStillUnderstood() {
    try (OpenAiTrial trial = new OpenAiTrial(new ChatWire())) {
      trial.answers(
          List.of(new ContentPart.ToolCall("call_1", "look", "{}")), FinishReason.STOP, Usage.NONE);
      assertThat(ask(trial).finish()).isEqualTo(FinishReason.TOOL_CALLS);
    }
  }

  @Test
  void anAnswerWithoutChoicesIsMalformed() {
    assertMalformed("{\"choices\":[]}");
    assertMalformed("{\"choices\":{}}");
    assertMalformed("{}");
  }

  @Test
  void toolCallsOutOfTheirOrderAreMalformed() {
    assertMalformed(toolCall(1, "call_1"));
    assertMalformed(toolCall(-1, "call_1"));
    assertMalformed(toolCall(0, "call_1"), toolCall(0, "call_2"));
    assertMalformed(toolCall(0, ""), ChatWire.end("tool_calls"));
  }

  @BothApis
  void moreToolCallsThanAMessageMayHoldAreMalformed(ApiWire wire) {
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      ContentPart call = new ContentPart.ToolCall("call_1", "look", "");
      trial.answers(
          Collections.nCopies(Limits.MESSAGE_PARTS + 1, call), FinishReason.TOOL_CALLS, Usage.NONE);
      assertThat(catchThrowable(() -> ask(trial)))
          .isInstanceOf(MalformedAnswerException.class)
          .hasMessageContaining("more tool calls");
    }
  }

  @Test
  void argumentsOfNoToolCallAreMalformed() {
    try (OpenAiTrial trial = new OpenAiTrial(new ResponsesWire())) {
      trial.provider.answers(
          StubAnswer.events(
              List.of(
                  "{\"type\":\"response.function_call_arguments.delta\",\"item_id\":\"i\",\"output_index\":3,\"delta\":\"{\",\"sequence_number\":1}")));
      assertThat(catchThrowable(() -> ask(trial))).isInstanceOf(MalformedAnswerException.class);
    }
  }

  private static String toolCall(int index, String id) {
    return "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":"
        + index
        + ",\"id\":\""
        + id
        + "\",\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}]}}]}";
  }

  @Test
  void aToolCallWhoseNamesNoStoreCanKeepIsMalformedAtOnce() {
    for (String call :
        List.of(
            toolCall(0, "x".repeat(Limits.CALL_ID + 1)),
            toolCall(0, "call_1").replace("look", "x".repeat(Limits.TOOL_NAME + 1)))) {
      try (OpenAiTrial trial = new OpenAiTrial(new ChatWire(), OpenAiTrial.GAP)) {
        trial.provider.answers(StubAnswer.stall(List.of(call)));
        assertThat(catchThrowable(() -> ask(trial))).isInstanceOf(MalformedAnswerException.class);
      }
    }
  }

  @Test
  void anEmptyReasonIsNoEnd() {
    String piece = "{'choices':[{'index':0,'delta':{'content':'Well'},'finish_reason':''}]}";
    String end = "{'choices':[{'index':0,'delta':{'content':'.'},'finish_reason':'stop'}]}";
    try (OpenAiTrial trial = new OpenAiTrial(new ChatWire())) {
      trial.provider.answers(
          StubAnswer.events(List.of(piece.replace('\'', '"'), end.replace('\'', '"'), "[DONE]")));
      assertThat(ask(trial).content()).containsExactly(new ContentPart.Text("Well."));
    }
  }

  @BothApis
  void whatIsCountedWronglyIsNotTakenAway(ApiWire wire) {
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      trial.provider.answers(
          StubAnswer.events(
              trial.whole("Yes").stream()
                  .map(event -> event.replaceAll("_tokens\":\\d+", "_tokens\":-7"))
                  .toList()));
      assertThat(ask(trial).usage()).isEqualTo(Usage.NONE);
    }
  }

  @BothApis
  void theNameOfAModelIsNoLongerThanAStoreKeeps(ApiWire wire) {
    try (OpenAiTrial trial = new OpenAiTrial(wire)) {
      trial.provider.answers(
          StubAnswer.events(
              trial.whole("Yes").stream()
                  .map(
                      event ->
                          event.replaceAll(
                              "\"model\":\"[^\"]*\"", "\"model\":\"" + "m".repeat(999) + "\""))
                  .toList()));
      assertThat(ask(trial).model()).hasSizeBetween(1, Limits.MODEL);
    }
  }

  private static void assertMalformed(String... events) {
    try (OpenAiTrial trial = new OpenAiTrial(new ChatWire())) {
      trial.provider.answers(StubAnswer.events(List.of(events)));
      assertThat(catchThrowable(() -> ask(trial)))
          .as(String.join(" ", events))
          .isInstanceOf(MalformedAnswerException.class);
    }
  }

  private static ModelReply ask(OpenAiTrial trial) {
    return trial.transport().call(Prompts.asking("?"), ModelCall.unobserved());
  }
}
