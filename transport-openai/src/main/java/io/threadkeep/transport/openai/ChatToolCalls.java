package io.threadkeep.transport.openai;

import com.openai.models.chat.completions.ChatCompletionChunk.Choice.Delta;
import io.threadkeep.limit.Text;
import io.threadkeep.message.ContentPart;
import io.threadkeep.transport.MalformedAnswerException;
import io.threadkeep.transport.ModelDelta;
import java.util.ArrayList;
import java.util.List;

/** The tool calls of one answer, whose pieces say by an index to which call they belong. */
final class ChatToolCalls {
  private final List<Draft> drafts = new ArrayList<>();

  ModelDelta add(Delta.ToolCall piece) {
    long index = piece.index();
    String id = Text.sanitise(piece.id().orElse(""));
    String name = Text.sanitise(piece.function().flatMap(Delta.ToolCall.Function::name).orElse(""));
    String arguments =
        Text.sanitise(piece.function().flatMap(Delta.ToolCall.Function::arguments).orElse(""));
    Deltas.requireNames(id, name);
    if (index == drafts.size()) {
      Deltas.requireRoomForCall(drafts.size());
      drafts.add(new Draft(id, name, new StringBuilder()));
    } else if (index < 0 || index > drafts.size()) {
      throw new MalformedAnswerException("A tool call came out of its order.", null);
    } else if (!id.isEmpty() && !id.equals(drafts.get((int) index).id())) {
      throw new MalformedAnswerException("Two tool calls came under one index.", null);
    }
    drafts.get((int) index).arguments().append(arguments);
    return new ModelDelta.ToolCallDelta((int) index, id, name, arguments);
  }

  boolean isEmpty() {
    return drafts.isEmpty();
  }

  List<ContentPart.ToolCall> toParts() {
    return drafts.stream()
        .map(d -> new ContentPart.ToolCall(d.id(), d.name(), d.arguments().toString()))
        .toList();
  }

  private record Draft(String id, String name, StringBuilder arguments) {}
}
