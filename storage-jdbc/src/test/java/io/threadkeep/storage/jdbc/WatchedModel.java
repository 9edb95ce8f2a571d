package io.threadkeep.storage.jdbc;

import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.run.Usage;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import java.util.List;

/** A model that has it written down when a thread's call comes in and when it goes out. */
final class WatchedModel implements ModelTransport {
  private static final long MILLIS = 3;

  private final History history;

  WatchedModel(History history) {
    this.history = history;
  }

  @Override
  public ModelReply call(ModelRequest request, ModelCall call) {
    Message newest = request.messages().get(request.messages().size() - 1);
    String where = newest.threadId() + " " + newest.id();
    history.write("call", "in " + where);
    try {
      Thinking.over(call, MILLIS);
    } finally {
      history.write("call", "out " + where);
    }
    return new ModelReply(
        List.of(new ContentPart.Text("Heard.")), FinishReason.STOP, Usage.of(10, 5), "watched");
  }

  @Override
  public void close() {}
}
