package io.threadkeep.observe;

import io.threadkeep.budget.BudgetExceededException;
import io.threadkeep.retention.RetentionReport;
import io.threadkeep.run.LeasedRun;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import java.time.Duration;

/**
 * Hears what this JVM's engine does: for metrics, traces and alarms.
 *
 * <p>Called on the engine's own threads, by several at once, behind what it tells of and outside
 * all locks. It is to return at once: a run waits meanwhile. What it throws is caught, and logged
 * once.
 */
public interface EngineListener {

  /**
   * A run was stored, or one that was stored before was found by its key. A worker that was not
   * waited for may have taken it up already.
   */
  default void runSubmitted(Run run) {}

  /**
   * A worker of this JVM has taken up a run: on the thread that submitted it if a slot was free.
   * {@link #attemptEnded} follows, whatever happens.
   */
  default void attemptBegun(LeasedRun attempt) {}

  /** A model has answered, or has not. */
  default void modelCalled(ModelCallReport call) {}

  /** A tool of this JVM has ended, or was given up. */
  default void toolCalled(ToolCallReport call) {}

  /**
   * A run goes back to the queue.
   *
   * @param move {@code RETRY} after a failure; {@code RELEASE} if it waits for its model's gate, or
   *     if this JVM shuts down
   * @param delay until it can be taken up again
   */
  default void runHandedBack(Run run, RunMove move, Duration delay) {}

  /** A worker's write was refused since another one may have the run by now. */
  default void leaseLost(LeasedRun attempt) {}

  /**
   * A worker of this JVM no longer holds a run.
   *
   * @param run as the worker knows it: still at work if its lease was lost
   */
  default void attemptEnded(LeasedRun attempt, Run run) {}

  /**
   * A run has reached its final status by this JVM's doing, be it as worker, for its owner, or
   * since its time or its attempts were over. A cancel that comes again may be told again.
   */
  default void runEnded(Run run) {}

  /** A model is not called for a time, by any process on the storage. */
  default void gateClosed(String model, Duration delay) {}

  /** A pass of retention, here, has come so far; after every batch. */
  default void retained(RetentionReport report) {}

  /** A model was not called since a budget of the run has no room for the call; the run fails. */
  default void budgetRefused(LeasedRun attempt, BudgetExceededException refusal) {}

  /** How things stand; at every heartbeat. */
  default void sampled(EngineSample sample) {}
}
