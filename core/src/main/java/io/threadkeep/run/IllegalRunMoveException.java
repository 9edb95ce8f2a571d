package io.threadkeep.run;

import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.id.RunId;

/** A move that the run's status does not allow. Nothing was changed. */
public final class IllegalRunMoveException extends ThreadkeepException {
  private static final long serialVersionUID = 1L;

  private final transient RunId runId;
  private final RunMove move;
  private final RunStatus status;

  public IllegalRunMoveException(RunId runId, RunMove move, RunStatus status) {
    super(
        "Cannot "
            + move
            + " "
            + runId
            + " with status '"
            + status.wireName()
            + "'; the move starts from "
            + move.sources().stream().map(RunStatus::wireName).toList()
            + ". Nothing was changed.");
    this.runId = runId;
    this.move = move;
    this.status = status;
  }

  public RunId runId() {
    return runId;
  }

  public RunMove move() {
    return move;
  }

  public RunStatus status() {
    return status;
  }
}
