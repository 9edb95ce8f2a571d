package io.threadkeep.kit.transport;

import static org.assertj.core.api.Assertions.catchThrowable;

import io.threadkeep.message.ContentPart;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelRequest;
import java.time.Duration;
import java.util.List;

/** What the rules ask and answer. */
final class Trials {
  /** Long enough for a busy machine, short enough to tell "promptly" from "when it times out". */
  static final Duration PROMPTLY = Duration.ofSeconds(5);

  private Trials() {}

  static Throwable failureOf(TransportTrial trial, ModelRequest request) {
    return catchThrowable(() -> trial.transport().call(request, ModelCall.unobserved()));
  }

  static ModelRequest question() {
    return Prompts.asking("What is the capital of France?");
  }

  static String canary(int i) {
    return "canary-" + i + "-" + Integer.toHexString(i * 0x9E3779B9);
  }

  static List<ContentPart> text(String text) {
    return List.of(new ContentPart.Text(text));
  }

  static List<ContentPart> refusal() {
    return List.of(new ContentPart.Refusal("I would rather not say."));
  }

  static List<ContentPart> toolCalls() {
    return List.of(
        new ContentPart.ToolCall("call_1", "weather", "{\"city\": \"Paris\"}"),
        new ContentPart.ToolCall("call_2", "weather", "{\"city\": \"Rome\"}"));
  }

  static FinishReason finishOf(List<ContentPart> content) {
    return content.get(0) instanceof ContentPart.ToolCall
        ? FinishReason.TOOL_CALLS
        : FinishReason.STOP;
  }
}
