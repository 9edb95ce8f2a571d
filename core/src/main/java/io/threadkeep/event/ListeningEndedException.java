package io.threadkeep.event;

import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.id.RunId;

/**
 * The Threadkeep through which somebody listened was closed. The run is not concerned: whoever
 * listens again elsewhere, after the last event's sequence, hears the rest.
 */
public final class ListeningEndedException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;

  private final transient RunId runId;
  private final long after;

  /**
   * @param after the sequence of the last event that was heard
   */
  public ListeningEndedException(RunId runId, long after) {
    super(
        "Listening to "
            + runId
            + " ended after event "
            + after
            + ": this Threadkeep was closed. The run goes on; listen at another one, after "
            + after
            + ".");
    this.runId = runId;
    this.after = after;
  }

  public RunId runId() {
    return runId;
  }

  public long after() {
    return after;
  }
}
