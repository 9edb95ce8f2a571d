package io.threadkeep.tool;

import io.threadkeep.id.RunId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.limit.Checks;
import io.threadkeep.limit.Limits;

/**
 * Which call this is, and on whose behalf: the same on every attempt.
 *
 * @param scope whose data the tool may touch; arguments come from a model and are no authority
 * @param callId as the model named the call
 * @param idempotencyKey to be handed on to whatever the tool writes to, so that a repeated call has
 *     its effect once
 */
public record ToolCallInfo(
    Scope scope, ThreadId threadId, RunId runId, String callId, String idempotencyKey) {
  public ToolCallInfo {
    Checks.requiredText("tool_call.id", callId, Limits.CALL_ID);
    Checks.requiredText("tool_call.idempotency_key", idempotencyKey, Limits.IDEMPOTENCY_KEY);
  }
}
