package io.threadkeep.samples.assistants.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.Id;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.StepId;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.StepCall;
import io.threadkeep.run.StepDetails;
import io.threadkeep.run.StepStatus;
import io.threadkeep.run.Usage;
import io.threadkeep.samples.assistants.wire.StepWire;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Steps as the API shows them. A step of Threadkeep's is one model call; one that has said
 * something and asked for tools is two of the API's, and one that got no answer is none, unless it
 * used something: then it is one without calls, so that the run's usage is its steps'.
 */
public final class StepView {
  private static final String LETTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private StepView() {}

  /** In their order. */
  public static List<ObjectNode> of(Desk desk, Run run, RunStep step) {
    StepWire.State state = state(step);
    String id = step.id().value();
    if (step.details() instanceof StepDetails.MessageCreation creation) {
      return List.of(StepWire.write(run, id, state, creation.messageId()));
    }
    if (step.details() instanceof StepDetails.NoAnswer) {
      return state.usage().equals(Usage.NONE)
          ? List.of()
          : List.of(StepWire.write(run, id, state, List.of()));
    }
    List<StepCall> called = desk.runs().calls(step);
    Message said = said(desk, run, step);
    return said == null
        ? List.of(StepWire.write(run, id, state, called))
        : both(run, step, said, called);
  }

  /** What the call has used is the calls' step's, so that the sum is the run's. */
  private static List<ObjectNode> both(Run run, RunStep step, Message said, List<StepCall> called) {
    boolean callsFirst = said.content().get(0) instanceof ContentPart.ToolCall;
    String first = step.id().value();
    String second = second(step.id());
    ObjectNode calls = StepWire.write(run, callsFirst ? first : second, state(step), called);
    StepWire.State written =
        StepWire.State.begun(step.createdAt()).ended(StepStatus.COMPLETED, said.createdAt());
    ObjectNode message = StepWire.write(run, callsFirst ? second : first, written, said.id());
    return callsFirst ? List.of(calls, message) : List.of(message, calls);
  }

  /** What was said along with the step's tool calls; null if nothing was. */
  private static @Nullable Message said(Desk desk, Run run, RunStep step) {
    Message asking =
        step.details() instanceof StepDetails.ToolCalls calls
            ? message(desk, run, calls.messageId())
            : null;
    return asking != null && hasSpoken(asking) ? asking : null;
  }

  /** Be its words withdrawn since: the ids of steps do not change. */
  private static boolean hasSpoken(Message message) {
    return !message.content().stream().allMatch(ContentPart.ToolCall.class::isInstance);
  }

  /** Null if the run has no such step. */
  public static @Nullable RunStep find(Desk desk, Run run, StepId id) {
    for (@Nullable PageRequest page = PageRequest.newestFirst(); page != null; ) {
      Page<RunStep> steps = desk.runs().steps(run.id(), page);
      for (RunStep step : steps.items()) {
        if (step.id().equals(id)) {
          return step;
        }
      }
      page = steps.next();
    }
    return null;
  }

  /** What the log has of a message that the run wrote, or was to write; null if it has none. */
  public static @Nullable Message message(Desk desk, Run run, MessageId message) {
    try {
      return desk.conversations().resume(run.threadId()).message(message);
    } catch (NotFoundException removed) {
      return null;
    }
  }

  public static StepWire.State state(RunStep step) {
    RunStep.Outcome outcome = step.outcome();
    return new StepWire.State(
        outcome.status(), step.createdAt(), outcome.endedAt(), outcome.error(), outcome.usage());
  }

  /** The id of what a model call did second: the same whenever it is asked for. */
  public static String second(StepId first) {
    BigInteger digest =
        new BigInteger(
            1, Hashing.sha256().hashString(first.value(), StandardCharsets.UTF_8).asBytes());
    StringBuilder id = new StringBuilder(StepId.PREFIX);
    BigInteger base = BigInteger.valueOf(LETTERS.length());
    for (int i = 0; i < Id.LENGTH; i++) {
      BigInteger[] parts = digest.divideAndRemainder(base);
      id.append(LETTERS.charAt(parts[1].intValue()));
      digest = parts[0];
    }
    return id.toString();
  }
}
