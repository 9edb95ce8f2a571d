package io.threadkeep.transport.fake.cassette;

import io.threadkeep.transport.ModelCall;
import io.threadkeep.transport.ModelReply;
import io.threadkeep.transport.ModelRequest;
import io.threadkeep.transport.ModelTransport;

/**
 * Answers from a cassette, in pieces as a model does, and without delay. Each interaction answers
 * once. A request that was not recorded is an {@link UnmatchedRequestException}; nothing ever calls
 * out.
 */
public final class ReplayingTransport implements ModelTransport {
  private final Cassette cassette;
  private final Playback playback = new Playback();

  /**
   * @throws IllegalArgumentException if the cassette was opened to record
   */
  public ReplayingTransport(Cassette cassette) {
    if (cassette.mode() != CassetteMode.REPLAY) {
      throw new IllegalArgumentException(cassette + " was not opened to replay it.");
    }
    this.cassette = cassette;
  }

  @Override
  public ModelReply call(ModelRequest request, ModelCall call) {
    playback.leaveIfStopped(call);
    Deck deck = cassette.deck();
    return playback.play(deck, deck.take(deck.asked(request)), call);
  }

  @Override
  public void close() {
    playback.close();
  }

  @Override
  public String toString() {
    return "ReplayingTransport[" + cassette.file() + "]";
  }
}
