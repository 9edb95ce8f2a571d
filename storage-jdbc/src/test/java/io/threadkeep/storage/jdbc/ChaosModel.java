package io.threadkeep.storage.jdbc;

import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.message.Role;
import io.threadkeep.run.Usage;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import java.util.List;

/**
 * A model that takes its time, so that a kill has something to hit. It has a note taken of every
 * question that asks for one, and answers with the question and whatever came back.
 */
final class ChaosModel implements ModelTransport {
  static final String NOTE_THIS = "Note this: ";
  private static final long MILLIS = 40;

  private final History history;

  ChaosModel(History history) {
    this.history = history;
  }

  @Override
  public ModelReply call(ModelRequest request, ModelCall call) {
    Message newest = request.messages().get(request.messages().size() - 1);
    history.write("model", newest.threadId().toString());
    Thinking.over(call, MILLIS);
    if (newest.role() == Role.USER && newest.text().startsWith(NOTE_THIS)) {
      return reply(
          FinishReason.TOOL_CALLS, new ContentPart.ToolCall("call-1", NoteTool.NAME, "{}"));
    }
    String heard =
        newest.role() == Role.TOOL ? newest.toolResults().get(0).output() : newest.text();
    return reply(FinishReason.STOP, new ContentPart.Text("Re: " + heard));
  }

  private static ModelReply reply(FinishReason finish, ContentPart part) {
    return new ModelReply(List.of(part), finish, Usage.of(10, 5), "chaos");
  }

  @Override
  public void close() {}
}
