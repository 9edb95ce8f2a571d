package io.threadkeep.transport.openai;

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
}
