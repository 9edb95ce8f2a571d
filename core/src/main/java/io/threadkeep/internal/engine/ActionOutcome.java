package io.threadkeep.internal.engine;

import io.threadkeep.context.ContextWindow;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.message.ContentPart;
import io.threadkeep.run.Run;
import io.threadkeep.transport.ModelReply;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a {@link RunAction}. */
sealed interface ActionOutcome {

  /**
   * What earlier attempts have left.
   *
   * @param open the tool calls that still lack their results, if there are any
   */
  record TakenUp(Tally tally, @Nullable Round open) implements ActionOutcome {}

  record WindowRead(ContextWindow window) implements ActionOutcome {}

  record Answered(ModelReply reply) implements ActionOutcome {}

  /**
   * The model may be called, or not yet: then the run is better off in the queue for {@code left}.
   *
   * @param reserved for the call, of what the run has budgets of
   */
  record AtGate(Duration left, @Nullable Reservation reserved) implements ActionOutcome {
    boolean isOpen() {
      return left.isZero();
    }
  }

  /**
   * All calls that workers may carry out have their results.
   *
   * @param misfits of these, calls that were not made since their arguments do not fit
   */
  record CarriedOut(List<ContentPart.ToolResult> results, int misfits) implements ActionOutcome {}

  /**
   * The window could not be built, the model gave no answer, a tool ended the run, or the store
   * refuses what came of it.
   */
  record Failed(ThreadkeepException error, Remains remains) implements ActionOutcome {}

  record Committed(Run run) implements ActionOutcome {}

  /** The owner wants the run stopped. */
  record CancelAsked(Remains remains) implements ActionOutcome {}

  /** The run's time is over. */
  record TimeIsUp(Remains remains) implements ActionOutcome {}

  /** This JVM shuts down. */
  record StopAsked() implements ActionOutcome {}

  /** The run is no longer ours, or the store cannot be reached to say that it is. */
  record LeaseGone() implements ActionOutcome {}
}
