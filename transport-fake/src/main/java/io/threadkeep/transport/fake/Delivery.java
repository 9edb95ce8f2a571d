package io.threadkeep.transport.fake;

import io.threadkeep.message.ContentPart;
import io.threadkeep.transport.FinishReason;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelDelta;
import io.threadkeep.transport.ModelTimeoutException;
import io.threadkeep.transport.fake.FakeAnswer.Ending;
import java.time.Duration;
import java.util.List;

/** One answer on its way: piece after piece, in the time that the call may take. */
final class Delivery {
  private final ModelCall call;
  private final Visit visit;
  private final Duration timeout;
  private Duration left;
  private boolean begun;

  Delivery(ModelCall call, Visit visit, Duration timeout) {
    this.call = call;
    this.visit = visit;
    this.timeout = timeout;
    this.left = timeout;
  }

  /**
   * @throws io.threadkeep.transport.ModelException if the call is stopped, takes too long, or was
   *     meant to fail
   */
  FinishReason deliver(List<ContentPart> content, Ending ending, Pace pace) {
    spend(pace.latency());
    new Pieces(pace.piece()).of(content).forEachOrdered(piece -> emit(piece, pace.gap()));
    if (ending instanceof Ending.Finished finished) {
      return finished.reason();
    }
    if (ending instanceof Ending.Failed failed) {
      throw failed.error().get();
    }
    throw timeOut();
  }

  private void emit(ModelDelta piece, Duration gap) {
    if (begun) {
      spend(gap);
    }
    begun = true;
    call.emit(piece);
  }

  /**
   * Also leaves if the call is stopped. Reckoned, not measured: what fits into the time must not
   * depend on the machine.
   */
  private void spend(Duration time) {
    if (time.compareTo(left) >= 0) {
      throw timeOut();
    }
    visit.await(time);
    left = left.minus(time);
  }

  private ModelTimeoutException timeOut() {
    visit.await(left);
    return new ModelTimeoutException(
        "The fake transport gave no whole answer within " + timeout + ".", null);
  }
}
