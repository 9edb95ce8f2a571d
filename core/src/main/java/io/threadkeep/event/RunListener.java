package io.threadkeep.event;

import io.threadkeep.id.MessageId;
import io.threadkeep.id.StepId;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.StepStatus;
import org.jspecify.annotations.Nullable;

/**
 * Hears the events of one run, one after the other; each kind has a method that does nothing unless
 * it is overridden.
 *
 * <p>It may take its time: it holds up neither the run nor other listeners. If it throws, it hears
 * nothing more.
 */
public interface RunListener {

  /** Any event, before the method for its kind. */
  default void onEvent(RunEvent event) {}

  /** See {@link EventBody.AttemptBegun} on what it undoes. */
  default void onAttemptBegun(int attempt) {}

  default void onStepBegun(StepId step) {}

  default void onText(MessageId message, String text) {}

  default void onRefusal(MessageId message, String text) {}

  default void onToolCall(EventBody.ToolCallDelta piece) {}

  default void onMessageEnded(MessageId message, @Nullable IncompleteReason incomplete) {}

  default void onStepEnded(StepId step, StepStatus status) {}

  default void onActionRequired(StepId step) {}

  /** Nothing comes after it. */
  default void onRunEnded(RunStatus status) {}

  /**
   * No more can be heard, although the run has not ended; nothing comes after it. To go on, listen
   * again after the last event's sequence.
   */
  default void onFailure(Throwable failure) {}
}
