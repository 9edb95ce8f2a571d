package io.threadkeep.internal.engine;

import io.threadkeep.id.MessageId;
import io.threadkeep.id.StepId;
import io.threadkeep.store.RunCommit;
import io.threadkeep.transport.ModelRequest;

/** What is to be done next; each comes back as a {@link RunEvent}. */
sealed interface RunAction {

  record ReadWindow() implements RunAction {}

  /**
   * @param reply the id of the message that the call is to write
   */
  record CallModel(StepId step, MessageId reply, ModelRequest request) implements RunAction {}

  record Commit(RunCommit commit) implements RunAction {}

  /** Nothing: the attempt is over. */
  record Stop() implements RunAction {}
}
