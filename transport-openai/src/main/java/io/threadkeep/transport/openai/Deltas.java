package io.threadkeep.transport.openai;

import io.threadkeep.limit.Limits;
import io.threadkeep.transport.MalformedAnswerException;
import io.threadkeep.transport.ModelDelta;
import java.util.List;

/** Pieces of an answer, as far as there is anything in them. */
final class Deltas {

  private Deltas() {}

  static void addText(List<ModelDelta> deltas, String piece) {
    if (!piece.isEmpty()) {
      deltas.add(new ModelDelta.TextDelta(piece));
    }
  }

  static void addRefusal(List<ModelDelta> deltas, String piece) {
    if (!piece.isEmpty()) {
      deltas.add(new ModelDelta.RefusalDelta(piece));
    }
  }

  /** Neither a call's id nor its name counts as part of what is said. */
  static void requireNames(String id, String name) {
    if (id.length() > Limits.CALL_ID || name.length() > Limits.TOOL_NAME) {
      throw new MalformedAnswerException(
          "The answer asks for a tool call with an id longer than "
              + Limits.CALL_ID
              + " characters, or a name longer than "
              + Limits.TOOL_NAME
              + ".",
          null);
    }
  }

  /** Counting has an end too: a call may be without a single argument. */
  static void requireRoomForCall(int calls) {
    if (calls >= Limits.MESSAGE_PARTS) {
      throw new MalformedAnswerException(
          "The answer asks for more tool calls than a message may hold: "
              + Limits.MESSAGE_PARTS
              + ".",
          null);
    }
  }
}
