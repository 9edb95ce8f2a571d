package io.threadkeep.samples.assistants.stream;

import io.threadkeep.event.EventBody.ToolCallDelta;
import io.threadkeep.message.ContentPart;
import io.threadkeep.run.StepCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The pieces of one model call that were told so far: where each belongs, and what they make. */
final class Told {
  private static final Function<String, ContentPart> TEXT = ContentPart.Text::new;
  private static final Function<String, ContentPart> REFUSAL = ContentPart.Refusal::new;

  private final List<Part> parts = new ArrayList<>();
  private final Map<Integer, Call> calls = new LinkedHashMap<>();

  private record Part(Function<String, ContentPart> kind, StringBuilder words) {}

  private record Call(String id, String name, StringBuilder arguments) {}

  /** Returns which part of the message the piece goes on with, and whether it begins it. */
  Position text(String piece) {
    return add(TEXT, piece);
  }

  Position refusal(String piece) {
    return add(REFUSAL, piece);
  }

  /** A part of a message, from 0. */
  record Position(int index, boolean first) {}

  private Position add(Function<String, ContentPart> kind, String piece) {
    int index = 0;
    while (index < parts.size() && parts.get(index).kind() != kind) {
      index++;
    }
    boolean first = index == parts.size();
    if (first) {
      parts.add(new Part(kind, new StringBuilder()));
    }
    parts.get(index).words().append(piece);
    return new Position(index, first);
  }

  /** Returns whether it is the first piece of its call. */
  boolean call(ToolCallDelta piece) {
    boolean first = !calls.containsKey(piece.index());
    calls
        .computeIfAbsent(
            piece.index(), index -> new Call(piece.callId(), piece.name(), new StringBuilder()))
        .arguments()
        .append(piece.arguments());
    return first;
  }

  List<ContentPart> content() {
    return parts.stream().map(part -> part.kind().apply(part.words().toString())).toList();
  }

  /** As far as they have come, none of them with a result. */
  List<StepCall> calls() {
    return calls.values().stream()
        .map(call -> new ContentPart.ToolCall(call.id(), call.name(), call.arguments().toString()))
        .map(call -> new StepCall(call, null, null, null))
        .toList();
  }
}
