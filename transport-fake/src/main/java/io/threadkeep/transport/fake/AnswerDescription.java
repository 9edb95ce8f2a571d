package io.threadkeep.transport.fake;

import io.threadkeep.message.ContentPart;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.fake.FakeAnswer.Ending;
import java.util.ArrayList;
import java.util.List;

/** An answer in a few words, as a list of unused lines shows it. */
final class AnswerDescription {

  private AnswerDescription() {}

  static String of(FakeAnswer answer) {
    List<String> words = new ArrayList<>();
    answer.content().forEach(part -> words.add(of(part)));
    String ending = of(answer.ending());
    if (words.isEmpty() || !ending.isEmpty()) {
      words.add(ending.isEmpty() ? "say nothing" : ending);
    }
    return String.join(", ", words);
  }

  private static String of(ContentPart part) {
    if (part instanceof ContentPart.Text text) {
      return "reply " + Excerpt.quoted(text.text());
    } else if (part instanceof ContentPart.Refusal refusal) {
      return "refuse " + Excerpt.quoted(refusal.text());
    } else if (part instanceof ContentPart.ToolCall call) {
      return "call " + call.name() + "(" + Excerpt.beginning(call.arguments(), 80) + ")";
    }
    return part.getClass().getSimpleName();
  }

  private static String of(Ending ending) {
    if (ending instanceof Ending.Failed failed) {
      return "fail with " + failed.name();
    } else if (ending instanceof Ending.Finished finished) {
      boolean cut =
          finished.reason() == FinishReason.LENGTH
              || finished.reason() == FinishReason.CONTENT_FILTER;
      return cut ? "end with " + finished.reason() : "";
    }
    return "hang";
  }
}
