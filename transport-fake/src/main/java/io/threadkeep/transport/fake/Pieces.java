package io.threadkeep.transport.fake;

import io.threadkeep.message.ContentPart;
import io.threadkeep.transport.ModelDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Cuts an answer into what a model would send bit by bit; together the pieces are the answer. */
final class Pieces {
  private static final Pattern BEFORE_A_WORD = Pattern.compile("(?<=\\s)(?=\\S)");

  private Pieces() {}

  static List<ModelDelta> of(List<ContentPart> content) {
    List<ModelDelta> pieces = new ArrayList<>();
    int calls = 0;
    for (ContentPart part : content) {
      if (part instanceof ContentPart.Text text) {
        words(text.text()).map(ModelDelta.TextDelta::new).forEach(pieces::add);
      } else if (part instanceof ContentPart.Refusal refusal) {
        words(refusal.text()).map(ModelDelta.RefusalDelta::new).forEach(pieces::add);
      } else if (part instanceof ContentPart.ToolCall call) {
        pieces.add(
            new ModelDelta.ToolCallDelta(calls++, call.callId(), call.name(), call.arguments()));
      }
    }
    return pieces;
  }

  private static Stream<String> words(String text) {
    return BEFORE_A_WORD.splitAsStream(text).filter(word -> !word.isEmpty());
  }
}
