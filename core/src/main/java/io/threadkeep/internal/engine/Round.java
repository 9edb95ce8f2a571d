package io.threadkeep.internal.engine;

import io.threadkeep.message.ContentPart;
import io.threadkeep.message.ContentPart.ToolCall;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.StepDetails;
import io.threadkeep.run.StepDetails.AwaitedCall;
import io.threadkeep.tool.ToolDefinition;
import io.threadkeep.tool.ToolSite;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tool calls of one answer, on their way to their results.
 *
 * @param step the one that they are on record with
 * @param open those that have no result in the log
 */
record Round(RunStep step, List<ToolCall> open) {

  StepDetails.ToolCalls details() {
    return (StepDetails.ToolCalls) step.details();
  }

  boolean isApproved(ToolCall call) {
    return details().approved().contains(call.callId());
  }

  /** Those that still lack a result once {@code results} are there. */
  List<ToolCall> without(List<ContentPart.ToolResult> results) {
    Set<String> answered =
        results.stream().map(ContentPart.ToolResult::callId).collect(Collectors.toSet());
    return open.stream().filter(call -> !answered.contains(call.callId())).toList();
  }

  /** What the run's owner is to give, for calls that workers have not answered. */
  static List<AwaitedCall> awaited(List<ToolCall> calls, List<ToolDefinition> tools) {
    Set<String> callers =
        tools.stream()
            .filter(tool -> tool.site() == ToolSite.CALLER)
            .map(ToolDefinition::name)
            .collect(Collectors.toSet());
    return calls.stream()
        .map(
            call ->
                new AwaitedCall(
                    call.callId(),
                    callers.contains(call.name())
                        ? AwaitedCall.Wanted.OUTPUT
                        : AwaitedCall.Wanted.APPROVAL))
        .toList();
  }
}
