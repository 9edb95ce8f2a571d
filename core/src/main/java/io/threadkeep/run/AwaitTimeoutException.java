package io.threadkeep.run;

import io.threadkeep.error.Retryable;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.id.RunId;
import java.time.Duration;

/** A run had not ended when the wait for it was over. The run goes on; await it again. */
public final class AwaitTimeoutException extends ThreadkeepException implements Retryable {
  private static final long serialVersionUID = 1L;

  private final transient RunId runId;
  private final RunStatus status;

  public AwaitTimeoutException(RunId runId, RunStatus status, Duration waited) {
    super(
        "Run "
            + runId
            + " has not ended after "
            + waited
            + ": it is '"
            + status.wireName()
            + "'. It goes on; await it again or cancel it.");
    this.runId = runId;
    this.status = status;
  }

  public RunId runId() {
    return runId;
  }

  public RunStatus status() {
    return status;
  }

  @Override
  public Duration retryAfter() {
    return Duration.ZERO;
  }
}
