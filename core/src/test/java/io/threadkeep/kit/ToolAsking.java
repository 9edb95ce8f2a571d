package io.threadkeep.kit;

import io.threadkeep.message.ContentPart;
import io.threadkeep.message.ContentPart.ToolCall;
import io.threadkeep.message.Message;
import io.threadkeep.message.Role;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import java.util.List;

/** Models that ask for tools first and answer from their results. */
final class ToolAsking {
  static final String PARIS = "{\"city\":\"Paris\"}";

  private ToolAsking() {}

  /** Asks for {@code calls} once in each turn of the user, and then repeats what came back. */
  static PuppetTransport once(ToolCall... calls) {
    return new PuppetTransport(
        (request, call) ->
            resultsOfThisTurn(request).isEmpty()
                ? asking(calls)
                : PuppetTransport.reply(
                    "I hear: " + String.join(", ", resultsOfThisTurn(request))));
  }

  static ModelReply asking(ToolCall... calls) {
    return new ModelReply(
        List.<ContentPart>of(calls), FinishReason.TOOL_CALLS, PuppetTransport.USAGE, "puppet");
  }

  static ToolCall weather(String callId) {
    return new ToolCall(callId, "weather", PARIS);
  }

  /** Outputs in the order of the log, behind the newest user message. */
  static List<String> resultsOfThisTurn(ModelRequest request) {
    List<Message> messages = request.messages();
    int turn = 0;
    for (int i = 0; i < messages.size(); i++) {
      turn = messages.get(i).role() == Role.USER ? i : turn;
    }
    return messages.subList(turn, messages.size()).stream()
        .flatMap(message -> message.toolResults().stream())
        .map(ContentPart.ToolResult::output)
        .toList();
  }
}
