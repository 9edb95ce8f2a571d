package io.threadkeep.transport.fake.cassette;

import io.threadkeep.error.Retryable;
import io.threadkeep.transport.CallCancelledException;
import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelException;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;
import java.time.Duration;
import java.util.Optional;

/**
 * Calls another transport, passes on to the letter what it does, and writes it down: answers and
 * typed failures, but not calls that were cancelled.
 */
public final class RecordingTransport implements ModelTransport {
  private final ModelTransport live;
  private final Cassette cassette;
  private final Deck deck;
  private final Playback playback = new Playback();

  /**
   * @throws IllegalArgumentException if the cassette was opened to replay it
   */
  public RecordingTransport(ModelTransport live, Cassette cassette) {
    if (cassette.mode() == CassetteMode.REPLAY) {
      throw new IllegalArgumentException(cassette + " was not opened to record.");
    }
    this.live = live;
    this.cassette = cassette;
    this.deck = cassette.deck();
  }

  /**
   * @throws CassetteException if what came back cannot be written down
   */
  @Override
  public ModelReply call(ModelRequest request, ModelCall call) {
    playback.leaveIfStopped(call);
    ComparedRequest asked = deck.asked(request);
    Optional<Recorded> recorded = deck.find(asked);
    return recorded.isPresent()
        ? playback.play(deck, recorded.get(), call)
        : callOut(request, asked, new OverheardCall(call));
  }

  /** Closes the other transport too, and not the cassette. */
  @Override
  public void close() {
    playback.close();
    live.close();
  }

  @Override
  public String toString() {
    return "RecordingTransport[" + live + " to " + cassette.file() + "]";
  }

  private ModelReply callOut(ModelRequest request, ComparedRequest asked, OverheardCall call) {
    Tape.Slot slot = deck.begin();
    ModelReply reply;
    try {
      reply = live.call(request, call);
    } catch (CallCancelledException e) {
      deck.drop(slot);
      throw e;
    } catch (ModelException e) {
      deck.record(slot, asked, failure(e, call));
      throw e;
    } catch (RuntimeException | Error e) {
      deck.drop(slot);
      throw e;
    }
    deck.record(slot, asked, new Outcome.Answer(reply));
    return reply;
  }

  private Outcome failure(ModelException e, OverheardCall call) {
    FailureType type =
        FailureType.of(e)
            .orElseThrow(
                () ->
                    new CassetteException(
                        cassette.file(),
                        "a cassette cannot hold a "
                            + e.getClass().getName()
                            + ", only failures that core defines. The call failed with: "
                            + e.getMessage(),
                        e));
    Duration retryAfter = e instanceof Retryable later ? later.retryAfter() : Duration.ZERO;
    return new Outcome.Failure(type, e.getMessage(), retryAfter, call.said());
  }
}
