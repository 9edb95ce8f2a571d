package io.threadkeep.transport.fake;

import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.transport.ModelRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives tool calls their ids: by the position of the newest message, which only ever grows, so that
 * no two answers in a thread share one, and the same request always gets the same.
 */
final class CallIds {

  private CallIds() {}

  static List<ContentPart> given(List<ContentPart> content, ModelRequest request) {
    List<ContentPart> result = new ArrayList<>();
    int calls = 0;
    for (ContentPart part : content) {
      if (part instanceof ContentPart.ToolCall call) {
        calls++;
        result.add(
            call.callId().equals(FakeAnswer.NEW_ID)
                ? new ContentPart.ToolCall(
                    "call_" + newest(request) + "_" + calls, call.name(), call.arguments())
                : call);
      } else {
        result.add(part);
      }
    }
    return result;
  }

  private static long newest(ModelRequest request) {
    List<Message> messages = request.messages();
    return messages.isEmpty() ? 0 : messages.get(messages.size() - 1).position();
  }
}
