package io.threadkeep.run;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.id.MessageId;
import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;
import io.threadkeep.limit.Text;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came out of a step. */
public sealed interface StepDetails {

  /** A reply, whole or cut short. */
  record MessageCreation(MessageId messageId) implements StepDetails {
    @Override
    public Optional<MessageId> reply() {
      return Optional.of(messageId);
    }
  }

  /**
   * Tool calls, in the message that asks for them; their results are in the log behind it.
   *
   * @param callIds of all of them
   * @param awaited those that the run's owner has to do something about, while it waits for that
   * @param approved ids of those that the owner has agreed to
   */
  record ToolCalls(
      MessageId messageId, List<String> callIds, List<AwaitedCall> awaited, List<String> approved)
      implements StepDetails {
    public ToolCalls {
      callIds = List.copyOf(callIds);
      awaited = List.copyOf(awaited);
      approved = List.copyOf(approved);
    }

    public ToolCalls awaiting(List<AwaitedCall> newAwaited) {
      return new ToolCalls(messageId, callIds, newAwaited, approved);
    }

    public ToolCalls approving(List<String> newApproved) {
      return new ToolCalls(messageId, callIds, List.of(), newApproved);
    }
  }

  /** What the owner of a run has to give for one tool call. */
  record AwaitedCall(String callId, Wanted wanted) {

    /** What is missing. */
    public enum Wanted {
      /** The output: the tool is the owner's. */
      OUTPUT,
      /** A yes or no: the tool is the workers'. */
      APPROVAL
    }
  }

  /**
   * Tool calls that were never messages: of a run that came from elsewhere, where the log does not
   * hold them. They are for people to read; no window shows them.
   *
   * @param calls at most {@link Limits#RECORDED_CALLS}, of {@link Limits#RECORDED_CALLS_BYTES} of
   *     text together
   */
  record RecordedCalls(List<RecordedCall> calls) implements StepDetails {
    public RecordedCalls {
      calls = List.copyOf(Checks.size("calls", calls, Limits.RECORDED_CALLS));
      long bytes = calls.stream().mapToLong(RecordedCall::textBytes).sum();
      if (bytes > Limits.RECORDED_CALLS_BYTES) {
        throw new InvalidInputException(
            "calls", "at most " + Limits.RECORDED_CALLS_BYTES + " bytes of text", bytes + " bytes");
      }
    }
  }

  /**
   * One of them.
   *
   * @param tool the function's name, or the hosted tool's
   * @param input arguments, code or query, as the model wrote it
   * @param output what came of it; null if nothing was handed in
   */
  record RecordedCall(String callId, String tool, String input, @Nullable String output) {
    public RecordedCall {
      Checks.text("call_id", callId, Limits.CALL_ID);
      Checks.text("tool", tool, Limits.TOOL_NAME);
      Checks.text("input", input, Limits.RECORDED_CALLS_BYTES);
      Checks.optionalText("output", output, Limits.RECORDED_CALLS_BYTES);
    }

    private long textBytes() {
      return Text.utf8Length(input) + (output == null ? 0 : Text.utf8Length(output));
    }
  }

  /** Nothing: the model call failed or was abandoned. */
  record NoAnswer() implements StepDetails {}

  /** The message that answers the run's question, if this is what came out. */
  default Optional<MessageId> reply() {
    return Optional.empty();
  }
}
