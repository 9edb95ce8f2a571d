package io.threadkeep.internal.engine;

import io.threadkeep.limit.Limits;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.ContentPart.ToolCall;
import io.threadkeep.transport.ModelReply;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes the ids of an answer's tool calls tell them apart, should a model have used one twice. */
final class ToolCallIds {

  private ToolCallIds() {}

  static ModelReply distinct(ModelReply reply) {
    Set<String> seen = new HashSet<>();
    List<ContentPart> content =
        reply.content().stream()
            .map(part -> part instanceof ToolCall call ? distinct(call, seen) : part)
            .toList();
    return new ModelReply(content, reply.finish(), reply.usage(), reply.model());
  }

  private static ContentPart distinct(ToolCall call, Set<String> seen) {
    String id = call.callId();
    for (int n = 2; !seen.add(id); n++) {
      String suffix = "_" + n;
      int room = Limits.CALL_ID - suffix.length();
      id = call.callId().substring(0, Math.min(call.callId().length(), room)) + suffix;
    }
    return id.equals(call.callId()) ? call : new ToolCall(id, call.name(), call.arguments());
  }
}
