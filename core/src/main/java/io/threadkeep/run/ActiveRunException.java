package io.threadkeep.run;

import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.RunId;
import io.threadkeep.id.ThreadId;

/** The thread has a run that has not ended, and that stands in the way. Nothing was stored. */
public final class ActiveRunException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;

  private final transient ThreadId threadId;
  private final transient RunId activeRunId;

  public ActiveRunException(ThreadId threadId, RunId activeRunId) {
    this(
        threadId,
        activeRunId,
        "Thread "
            + threadId
            + " already has an active run "
            + activeRunId
            + ". Nothing was stored: await that run or cancel it, then submit again; or let the new"
            + " run wait, interrupt or merge.");
  }

  private ActiveRunException(ThreadId threadId, RunId activeRunId, String message) {
    super(message);
    this.threadId = threadId;
    this.activeRunId = activeRunId;
  }

  /** That {@code message} is to be withdrawn, which the run wrote. */
  public static ActiveRunException wrote(MessageId message, ThreadId thread, RunId run) {
    return new ActiveRunException(
        thread,
        run,
        "Message "
            + message
            + " of thread "
            + thread
            + " was written by run "
            + run
            + ", which has not ended. Nothing was withdrawn: await that run or cancel it, then"
            + " withdraw the message again.");
  }

  public ThreadId threadId() {
    return threadId;
  }

  public RunId activeRunId() {
    return activeRunId;
  }
}
