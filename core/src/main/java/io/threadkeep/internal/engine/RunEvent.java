package io.threadkeep.internal.engine;

import io.threadkeep.context.ContextWindow;
import io.threadkeep.error.ThreadkeepException;
import io.threadkeep.run.Run;
import io.threadkeep.transport.ModelReply;

/** What came of an action. */
sealed interface RunEvent {

  record WindowRead(ContextWindow window) implements RunEvent {}

  record Answered(ModelReply reply) implements RunEvent {}

  /**
   * The window could not be built, the model gave no answer, or the store refuses what came of it.
   */
  record Failed(ThreadkeepException error) implements RunEvent {}

  record Committed(Run run) implements RunEvent {}

  /** The owner wants the run stopped. */
  record CancelAsked() implements RunEvent {}

  /** This JVM shuts down. */
  record StopAsked() implements RunEvent {}

  /** The run is no longer ours, or the store cannot be reached to say that it is. */
  record LeaseGone() implements RunEvent {}
}
