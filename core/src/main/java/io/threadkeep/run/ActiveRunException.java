package io.threadkeep.run;

import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.id.RunId;
import io.threadkeep.id.ThreadId;

/** The thread already has a run that has not ended. Nothing was stored. */
public final class ActiveRunException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;

  private final transient ThreadId threadId;
  private final transient RunId activeRunId;

  public ActiveRunException(ThreadId threadId, RunId activeRunId) {
    super(
        "Thread "
            + threadId
            + " already has an active run "
            + activeRunId
            + ". Nothing was stored: await that run or cancel it, then submit again; or let the new"
            + " run wait, interrupt or merge.");
    this.threadId = threadId;
    this.activeRunId = activeRunId;
  }

  public ThreadId threadId() {
    return threadId;
  }

  public RunId activeRunId() {
    return activeRunId;
  }
}
