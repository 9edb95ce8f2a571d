package io.threadkeep.transport.fake;

import io.threadkeep.message.ContentPart;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelException;
import java.util.List;
import java.util.function.Supplier;

/** What the fake does with one request. */
public sealed interface FakeAnswer {

  /** It answers. */
  record Reply(List<ContentPart> content, FinishReason finish) implements FakeAnswer {
    public Reply {
      content = List.copyOf(content);
    }
  }

  /** It throws; a new exception each time, so that each has its own stack trace. */
  record Failure(Supplier<? extends ModelException> error) implements FakeAnswer {}

  /** It says nothing until the call is cancelled or its time is over. */
  record Hang() implements FakeAnswer {}

  static FakeAnswer text(String text) {
    return new Reply(List.of(new ContentPart.Text(text)), FinishReason.STOP);
  }

  static FakeAnswer refusal(String text) {
    return new Reply(List.of(new ContentPart.Refusal(text)), FinishReason.STOP);
  }

  /**
   * @param arguments JSON, or what a confused model takes for it
   */
  static FakeAnswer toolCall(String callId, String name, String arguments) {
    return toolCalls(new ContentPart.ToolCall(callId, name, arguments));
  }

  static FakeAnswer toolCalls(ContentPart.ToolCall... calls) {
    return new Reply(List.of(calls), FinishReason.TOOL_CALLS);
  }

  /** As if {@code max_completion_tokens} had been reached after {@code text}. */
  static FakeAnswer cutOff(String text) {
    return new Reply(List.of(new ContentPart.Text(text)), FinishReason.LENGTH);
  }

  static FakeAnswer failure(Supplier<? extends ModelException> error) {
    return new Failure(error);
  }

  static FakeAnswer hang() {
    return new Hang();
  }
}
