package io.threadkeep.event;

import io.threadkeep.id.MessageId;
import io.threadkeep.id.StepId;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.StepStatus;
import org.jspecify.annotations.Nullable;

/** What happened. */
public sealed interface EventBody {

  /** Calls the method of {@code listener} that is for events of this kind. */
  void tell(RunListener listener);

  /**
   * A worker has begun the run, or begun it anew. What was streamed of messages that have not ended
   * counts no more: they are written anew, with ids of their own.
   */
  record AttemptBegun(int attempt) implements EventBody {
    @Override
    public void tell(RunListener listener) {
      listener.onAttemptBegun(attempt);
    }
  }

  /** The model is called. */
  record StepBegun(StepId stepId) implements EventBody {
    @Override
    public void tell(RunListener listener) {
      listener.onStepBegun(stepId);
    }
  }

  /**
   * A piece of a message's text. All pieces together are the text, and no piece ends within a
   * character; an answer that was not streamed comes as one piece.
   */
  record TextDelta(MessageId messageId, String text) implements EventBody {
    @Override
    public void tell(RunListener listener) {
      listener.onText(messageId, text);
    }
  }

  /** A piece of a message's refusal; as {@link TextDelta}. */
  record RefusalDelta(MessageId messageId, String text) implements EventBody {
    @Override
    public void tell(RunListener listener) {
      listener.onRefusal(messageId, text);
    }
  }

  /**
   * A piece of the arguments of a tool call that a message asks for.
   *
   * @param index which of the message's calls, from 0
   * @param callId the same on all pieces of one call, as is {@code name}
   */
  record ToolCallDelta(MessageId messageId, int index, String callId, String name, String arguments)
      implements EventBody {
    @Override
    public void tell(RunListener listener) {
      listener.onToolCall(this);
    }
  }

  /**
   * The message is in the log.
   *
   * @param incomplete why it stops before its natural end, if it does
   */
  record MessageEnded(MessageId messageId, @Nullable IncompleteReason incomplete)
      implements EventBody {
    @Override
    public void tell(RunListener listener) {
      listener.onMessageEnded(messageId, incomplete);
    }
  }

  /** The step is on record. */
  record StepEnded(StepId stepId, StepStatus status) implements EventBody {
    @Override
    public void tell(RunListener listener) {
      listener.onStepEnded(stepId, status);
    }
  }

  /** The run waits for the outputs of the tool calls of this step. */
  record ActionRequired(StepId stepId) implements EventBody {
    @Override
    public void tell(RunListener listener) {
      listener.onActionRequired(stepId);
    }
  }

  /** The last one. No store keeps it: it is read from the run itself. */
  record RunEnded(RunStatus status) implements EventBody {
    @Override
    public void tell(RunListener listener) {
      listener.onRunEnded(status);
    }
  }
}
