package io.threadkeep.transport.fake.cassette;

import io.threadkeep.limit.TextPieces;
import io.threadkeep.message.ContentPart;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelDelta;
import java.util.ArrayList;
import java.util.List;

/**
 * A call that is listened to: what was said before a failure may be kept by the run, and then be
 * part of later requests.
 */
final class OverheardCall implements ModelCall {
  private final ModelCall call;

  /** Both are guarded by {@code this}. */
  private final TextPieces text = new TextPieces();

  private final TextPieces refusal = new TextPieces();

  OverheardCall(ModelCall call) {
    this.call = call;
  }

  @Override
  public void emit(ModelDelta delta) {
    overhear(delta);
    call.emit(delta);
  }

  @Override
  public void onCancel(Runnable stop) {
    call.onCancel(stop);
  }

  @Override
  public boolean isCancelled() {
    return call.isCancelled();
  }

  /** Without tool calls: of one that is not whole nothing is kept. */
  synchronized List<ContentPart> said() {
    text.end();
    refusal.end();
    List<ContentPart> said = new ArrayList<>();
    if (!text.isEmpty()) {
      said.add(new ContentPart.Text(text.text()));
    }
    if (!refusal.isEmpty()) {
      said.add(new ContentPart.Refusal(refusal.text()));
    }
    return said;
  }

  private synchronized void overhear(ModelDelta delta) {
    if (delta instanceof ModelDelta.TextDelta piece) {
      text.add(piece.text());
    } else if (delta instanceof ModelDelta.RefusalDelta piece) {
      refusal.add(piece.text());
    }
  }
}
