package io.threadkeep.samples.assistants.stream;

import com.google.common.primitives.Bytes;
import io.threadkeep.samples.assistants.wire.ApiError;

/** The last that a client hears of a run that goes on without this server. */
public final class Farewell {
  private static final String WORDS =
      "The server is shutting down. The run goes on: ask for it, or for its stream behind the last"
          + " event's id, when a server is there again.";

  private Farewell() {}

  /** The events to end a stream with. */
  public static byte[] bytes() {
    Frame error = new Frame(null, "error", ApiError.server(503, WORDS).json().toString());
    return Bytes.concat(error.bytes(), Frame.done().bytes());
  }
}
