package io.threadkeep.run;

import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.id.RunId;

/** A tool call has been answered before, and otherwise. Nothing was stored. */
public final class AnswerConflictException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;

  private final transient RunId runId;
  private final String callId;

  public AnswerConflictException(RunId runId, String callId) {
    super(
        "Tool call "
            + callId
            + " of run "
            + runId
            + " has another answer already. Nothing was stored: the first answer stands.");
    this.runId = runId;
    this.callId = callId;
  }

  public RunId runId() {
    return runId;
  }

  public String callId() {
    return callId;
  }
}
