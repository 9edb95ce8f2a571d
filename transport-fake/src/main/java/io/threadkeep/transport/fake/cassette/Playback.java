package io.threadkeep.transport.fake.cassette;

import io.threadkeep.message.ContentPart;
import io.threadkeep.transport.CallCancelledException;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelReply;
import java.util.List;

/** Gives what was recorded to a call, piece by piece, until it is over or stopped. */
final class Playback {
  private volatile boolean closed;

  /**
   * @throws CallCancelledException if it was stopped; then {@code recorded} is as good as new
   */
  ModelReply play(Deck deck, Recorded recorded, ModelCall call) {
    try {
      if (recorded.outcome() instanceof Outcome.Failure failure) {
        emit(failure.said(), call);
        throw failure.type().exception(failure.message(), failure.retryAfter());
      }
      ModelReply reply = ((Outcome.Answer) recorded.outcome()).reply();
      emit(reply.content(), call);
      return reply;
    } catch (CallCancelledException e) {
      deck.putBack(recorded);
      throw e;
    }
  }

  void leaveIfStopped(ModelCall call) {
    if (call.isCancelled()) {
      throw new CallCancelledException("The call was cancelled.", null);
    }
    if (closed) {
      throw new CallCancelledException("The transport of the cassette was closed.", null);
    }
  }

  void close() {
    closed = true;
  }

  private void emit(List<ContentPart> content, ModelCall call) {
    AnswerPieces.of(content)
        .forEach(
            piece -> {
              leaveIfStopped(call);
              call.emit(piece);
            });
  }
}
