package io.threadkeep.internal.engine;

import io.threadkeep.internal.tool.ToolResult;
import io.threadkeep.message.ContentPart.ToolCall;
import io.threadkeep.observe.ToolCallReport;
import io.threadkeep.run.LeasedRun;
import java.time.Duration;

/** What came of one call of a tool. */
record EndedCall(ToolCall call, ToolResult result, Duration took) {

  ToolCallReport report(LeasedRun attempt) {
    return new ToolCallReport(attempt, call.name(), call.callId(), took, result.error());
  }
}
