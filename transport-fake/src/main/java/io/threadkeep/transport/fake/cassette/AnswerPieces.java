package io.threadkeep.transport.fake.cassette;

import io.threadkeep.limit.Text;
import io.threadkeep.message.ContentPart;
import io.threadkeep.transport.ModelDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Cuts an answer into pieces again: text by words, arguments by length. Together they are the
 * answer.
 */
final class AnswerPieces {
  private static final Pattern BEFORE_A_WORD = Pattern.compile("(?<=\\s)(?=\\S)");
  private static final int ARGUMENTS = 16;

  private AnswerPieces() {}

  static List<ModelDelta> of(List<ContentPart> content) {
    List<ModelDelta> pieces = new ArrayList<>();
    int calls = 0;
    for (ContentPart part : content) {
      if (part instanceof ContentPart.Text text) {
        words(text.text()).map(ModelDelta.TextDelta::new).forEach(pieces::add);
      } else if (part instanceof ContentPart.Refusal refusal) {
        words(refusal.text()).map(ModelDelta.RefusalDelta::new).forEach(pieces::add);
      } else if (part instanceof ContentPart.ToolCall call) {
        addCall(call, calls++, pieces);
      }
    }
    return pieces;
  }

  private static Stream<String> words(String text) {
    return BEFORE_A_WORD.splitAsStream(text).filter(word -> !word.isEmpty());
  }

  private static void addCall(ContentPart.ToolCall call, int index, List<ModelDelta> pieces) {
    String rest = call.arguments();
    do {
      String piece = Text.truncate(rest, ARGUMENTS);
      pieces.add(new ModelDelta.ToolCallDelta(index, call.callId(), call.name(), piece));
      rest = rest.substring(piece.length());
    } while (!rest.isEmpty());
  }
}
