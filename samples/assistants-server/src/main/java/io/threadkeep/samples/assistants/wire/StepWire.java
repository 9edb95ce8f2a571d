package io.threadkeep.samples.assistants.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.threadkeep.id.MessageId;
import io.threadkeep.message.ContentPart;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunError;
import io.threadkeep.run.StepCall;
import io.threadkeep.run.StepStatus;
import io.threadkeep.run.Usage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Steps as callers read them. */
public final class StepWire {
  private static final String CALLS = "tool_calls";
  private static final String MESSAGE = "message_creation";
  private static final String FUNCTION = "function";

  private StepWire() {}

  /** How far a step is. */
  public record State(
      StepStatus status,
      Instant createdAt,
      @Nullable Instant endedAt,
      @Nullable RunError error,
      Usage usage) {

    public static State begun(Instant at) {
      return new State(StepStatus.IN_PROGRESS, at, null, null, Usage.NONE);
    }

    public State ended(StepStatus how, Instant at) {
      return new State(how, createdAt, at, error, usage);
    }
  }

  /** A step that writes a message. */
  public static ObjectNode write(Run run, String id, State state, MessageId message) {
    ObjectNode json = frame(run, id, MESSAGE, state);
    ObjectNode details = json.putObject("step_details").put("type", MESSAGE);
    details.putObject(MESSAGE).put("message_id", message.value());
    return end(run, json, state);
  }

  /** A step that has tools called. */
  public static ObjectNode write(Run run, String id, State state, List<StepCall> calls) {
    ObjectNode json = frame(run, id, CALLS, state);
    ArrayNode written = json.putObject("step_details").put("type", CALLS).putArray(CALLS);
    boolean answered = state.status() == StepStatus.COMPLETED;
    calls.forEach(call -> write(call, answered, written.addObject()));
    return end(run, json, state);
  }

  /**
   * @param answered if not, what stands for an output is what the run told its model at its end
   */
  private static void write(StepCall call, boolean answered, ObjectNode json) {
    ContentPart.ToolResult result = call.result();
    boolean isEngines = result != null && result.failed() && !answered;
    json.put("id", call.call().callId()).put("type", FUNCTION);
    json.putObject(FUNCTION)
        .put("name", call.call().name())
        .put("arguments", call.call().arguments())
        .put("output", result == null || isEngines ? null : result.output());
  }

  private static ObjectNode frame(Run run, String id, String type, State state) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", id);
    json.put("object", "thread.run.step");
    json.put("created_at", Json.seconds(state.createdAt()));
    json.put("assistant_id", run.spec().assistantId().value());
    json.put("thread_id", run.threadId().value());
    json.put("run_id", run.id().value());
    json.put("type", type);
    json.put("status", state.status().wireName());
    return json;
  }

  private static ObjectNode end(Run run, ObjectNode json, State state) {
    boolean open = state.status() == StepStatus.IN_PROGRESS;
    json.set("last_error", RunWire.error(state.error()));
    json.put("expires_at", open ? Json.seconds(run.times().expiresAt()) : null);
    json.put("expired_at", at(state, StepStatus.EXPIRED));
    json.put("cancelled_at", at(state, StepStatus.CANCELLED));
    json.put("failed_at", at(state, StepStatus.FAILED));
    json.put("completed_at", at(state, StepStatus.COMPLETED));
    json.putObject("metadata");
    JsonNode usage = open ? JsonNodeFactory.instance.nullNode() : UsageWire.write(state.usage());
    json.set("usage", usage);
    return json;
  }

  private static @Nullable Long at(State state, StepStatus status) {
    return state.status() == status ? Json.seconds(state.endedAt()) : null;
  }
}
