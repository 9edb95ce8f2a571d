package io.threadkeep.run;

import io.threadkeep.id.MessageId;

/** What came out of a step. */
public sealed interface StepDetails {

  /** A reply, whole or cut short. */
  record MessageCreation(MessageId messageId) implements StepDetails {}

  /** Tool calls, in the message that asks for them; their results are in the log behind it. */
  record ToolCalls(MessageId messageId) implements StepDetails {}

  /** Nothing: the model call failed or was abandoned. */
  record NoAnswer() implements StepDetails {}
}
