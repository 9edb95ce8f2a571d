package io.threadkeep.transport.fake;

import io.threadkeep.message.ContentPart;
import io.threadkeep.transport.ModelDelta;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Cuts an answer into what a model would send bit by bit; together the pieces are the answer. None
 * is made before it is asked for: of a long answer in short pieces there are many.
 */
final class Pieces {
  private static final Pattern BEFORE_A_WORD = Pattern.compile("(?<=\\s)(?=\\S)");

  private final int size;
  private int calls;

  /**
   * @param size in characters; 0 for whole words
   */
  Pieces(int size) {
    this.size = size;
  }

  Stream<ModelDelta> of(List<ContentPart> content) {
    return content.stream().flatMap(this::of);
  }

  private Stream<ModelDelta> of(ContentPart part) {
    if (part instanceof ContentPart.Text text) {
      return cut(text.text()).map(ModelDelta.TextDelta::new);
    } else if (part instanceof ContentPart.Refusal refusal) {
      return cut(refusal.text()).map(ModelDelta.RefusalDelta::new);
    } else if (part instanceof ContentPart.ToolCall call) {
      int index = calls++;
      // Id and name come first and once, with an empty piece of the arguments, as from OpenAI.
      return Stream.concat(
          Stream.of(new ModelDelta.ToolCallDelta(index, call.callId(), call.name(), "")),
          cut(call.arguments()).map(piece -> new ModelDelta.ToolCallDelta(index, "", "", piece)));
    }
    return Stream.empty();
  }

  private Stream<String> cut(String text) {
    return size == 0
        ? BEFORE_A_WORD.splitAsStream(text).filter(word -> !word.isEmpty())
        : StreamSupport.stream(new Cutter(text, size), false);
  }

  /** Never cuts a surrogate pair in two: a piece is one character longer instead. */
  private static final class Cutter extends Spliterators.AbstractSpliterator<String> {
    private final String text;
    private final int size;
    private int next;

    Cutter(String text, int size) {
      super(text.length() / size + 1L, Spliterator.ORDERED | Spliterator.NONNULL);
      this.text = text;
      this.size = size;
    }

    @Override
    public boolean tryAdvance(Consumer<? super String> action) {
      if (next == text.length()) {
        return false;
      }
      int end = Math.min(text.length() - next, size) + next;
      if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
        end++;
      }
      action.accept(text.substring(next, end));
      next = end;
      return true;
    }
  }
}
