package io.threadkeep.kit.simulation;

import io.threadkeep.store.Budgets;
import io.threadkeep.store.ModelGates;
import io.threadkeep.store.ToolCallState;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What must have happened somewhere in many seeds, or they have shown nothing. */
public enum Coverage {
  /** A worker that had lost its lease wanted to write. */
  FENCED_WRITE,
  /** A worker wanted to complete a run that was being cancelled. */
  CANCEL_AGAINST_COMPLETION,
  /** A write was done, and its worker was told that the storage cannot be reached. */
  UNKNOWN_OUTCOME,
  REAPED_RUN,
  /** A run's model call took its process down. */
  POISON_CRASH,
  /** A run went on without its thread, which sat in a call that did not return. */
  DEAF_CALL_TAKEN_OVER,
  /** A run was submitted while another one of its thread was at work. */
  RUN_WAITED,
  RUN_JOINED,
  RUN_INTERRUPTED,
  QUEUE_FULL,
  TOOL_REPEATED,
  /** A model's provider asked to wait, and its gate was closed. */
  GATE_CLOSED,
  /** A model call was not let in, by what all processes together may use. */
  GATE_WAIT,
  /** A model call was not made since the budget had no room for it. */
  BUDGET_REFUSED,
  /** What a worker had left reserved was spent by a sweep. */
  RESERVATION_SWEPT,
  /** A model was told that nobody knows what a tool has done. */
  TOOL_TOLD_UNKNOWN;

  /** What is met wherever an operation has that result. */
  static Optional<Coverage> of(HostStore.Operation operation, @Nullable Object result) {
    if (result instanceof ToolCallState.Unknown) {
      return Optional.of(TOOL_TOLD_UNKNOWN);
    } else if (operation.is(ModelGates.class, "close")) {
      return Optional.of(GATE_CLOSED);
    } else if (operation.is(Budgets.class, "reserve") && !Optional.empty().equals(result)) {
      return Optional.of(BUDGET_REFUSED);
    } else if (operation.is(Budgets.class, "sweep") && !Integer.valueOf(0).equals(result)) {
      return Optional.of(RESERVATION_SWEPT);
    }
    return operation.is(ModelGates.class, "enter") && !Duration.ZERO.equals(result)
        ? Optional.of(GATE_WAIT)
        : Optional.empty();
  }
}
