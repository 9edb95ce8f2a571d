package io.threadkeep.samples.assistants.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.IncompleteReason;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunError;
import io.threadkeep.run.RunSpec;
import io.threadkeep.run.RunStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs as callers read them. */
public final class RunWire {

  private RunWire() {}

  /**
   * A run as it is, or was when it was in {@code status}.
   *
   * @param required what it waits for, if it does
   */
  public static ObjectNode write(Run run, RunStatus status, List<ContentPart.ToolCall> required) {
    RunSpec spec = run.spec();
    boolean over = status.isFinal();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", run.id().value());
    json.put("object", "thread.run");
    json.put("created_at", Json.seconds(run.times().createdAt()));
    json.put("thread_id", run.threadId().value());
    json.put("assistant_id", spec.assistantId().value());
    json.put("status", status.wireName());
    json.set("required_action", required(required));
    json.set("last_error", error(over ? run.error() : null));
    json.put("expires_at", over ? null : Json.seconds(run.times().expiresAt()));
    json.put("started_at", begun(status) ? Json.seconds(run.times().startedAt()) : null);
    Instant ended = over ? run.times().endedAt() : null;
    json.put("cancelled_at", status == RunStatus.CANCELLED ? Json.seconds(ended) : null);
    json.put("failed_at", status == RunStatus.FAILED ? Json.seconds(ended) : null);
    boolean answered = status == RunStatus.COMPLETED || status == RunStatus.INCOMPLETE;
    json.put("completed_at", answered ? Json.seconds(ended) : null);
    json.set("incomplete_details", details(status, run.progress().incomplete()));
    json.put("model", spec.settings().model());
    json.put("instructions", spec.instructions());
    json.set("tools", ToolWire.write(spec.tools()));
    json.putObject("tool_resources");
    json.set("metadata", MetadataWire.write(spec.metadata()));
    json.set("usage", over ? UsageWire.write(run.usage()) : JsonNodeFactory.instance.nullNode());
    SettingsWire.write(spec.settings(), json);
    json.put("max_prompt_tokens", spec.budget().maxPromptTokens());
    json.put("max_completion_tokens", spec.budget().maxCompletionTokens());
    json.set("truncation_strategy", TruncationWire.write(spec.context()));
    json.set("tool_choice", ToolWire.writeChoice(spec.toolChoice()));
    Boolean parallel = spec.settings().parallelToolCalls();
    json.put("parallel_tool_calls", parallel == null || parallel);
    return json;
  }

  private static boolean begun(RunStatus status) {
    return status != RunStatus.QUEUED;
  }

  private static JsonNode required(List<ContentPart.ToolCall> required) {
    if (required.isEmpty()) {
      return JsonNodeFactory.instance.nullNode();
    }
    ObjectNode action = JsonNodeFactory.instance.objectNode().put("type", "submit_tool_outputs");
    ArrayNode calls = action.putObject("submit_tool_outputs").putArray("tool_calls");
    for (ContentPart.ToolCall wanted : required) {
      ObjectNode call = calls.addObject();
      call.put("id", wanted.callId());
      call.put("type", "function");
      call.putObject("function").put("name", wanted.name()).put("arguments", wanted.arguments());
    }
    return action;
  }

  static JsonNode error(@Nullable RunError error) {
    return error == null
        ? JsonNodeFactory.instance.nullNode()
        : JsonNodeFactory.instance
            .objectNode()
            .put("code", error.code().wireName())
            .put("message", error.message());
  }

  private static JsonNode details(RunStatus status, @Nullable IncompleteReason reason) {
    if (status != RunStatus.INCOMPLETE) {
      return JsonNodeFactory.instance.nullNode();
    }
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    // The API knows two reasons. A filter's cut is none of them, and leaves the reason out.
    if (reason == IncompleteReason.MAX_COMPLETION_TOKENS) {
      details.put("reason", "max_completion_tokens");
    } else if (reason == IncompleteReason.MAX_PROMPT_TOKENS) {
      details.put("reason", "max_prompt_tokens");
    }
    return details;
  }
}
