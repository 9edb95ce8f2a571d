package io.threadkeep.transport.fake;

import io.threadkeep.transport.ModelRequest;

/** Gives back what it hears. */
final class Echo {
  /** So that the echo of the longest message is still a message that may be stored. */
  private static final int ECHOED = 2_000;

  private Echo() {}

  static FakeAnswer of(ModelRequest request) {
    String said = new Asked(request).newestUserText();
    return FakeAnswer.text(
        said.isBlank() ? "You said nothing." : "You said: " + Excerpt.beginning(said, ECHOED));
  }
}
