package io.threadkeep.internal.engine;

import io.threadkeep.message.ContentPart.ToolResult;
import io.threadkeep.run.RunStatus;

/** What stands in the log for the result of a tool call that its run has left open. */
final class ClosedCalls {

  private ClosedCalls() {}

  static ToolResult result(String callId, RunStatus end) {
    return new ToolResult(
        callId,
        "No result: the run ended as '" + end.wireName() + "' before this call had one.",
        true);
  }
}
