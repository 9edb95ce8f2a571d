package io.threadkeep;

import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.limit.Limits;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.page.Page;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.StepCall;
import io.threadkeep.run.StepDetails;
import io.threadkeep.store.MessageLog;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.store.ToolCallTimes;
import io.threadkeep.store.ToolLedger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what a step's tool calls were, when they were made, and what came of them. */
final class StepCalls {
  private final MessageLog log;
  private final ToolLedger ledger;
  private final Scope scope;
  private final ThreadId thread;

  StepCalls(ThreadStore store, Scope scope, ThreadId thread) {
    this.log = store.messages();
    this.ledger = store.toolCalls();
    this.scope = scope;
    this.thread = thread;
  }

  List<StepCall> of(RunStep step) {
    StepDetails details = step.details();
    if (details instanceof StepDetails.ToolCalls calls) {
      return logged(step, calls);
    }
    return details instanceof StepDetails.RecordedCalls calls
        ? calls.calls().stream().map(StepCalls::recorded).toList()
        : List.of();
  }

  private List<StepCall> logged(RunStep step, StepDetails.ToolCalls calls) {
    Optional<Message> asking = log.find(scope, thread, calls.messageId());
    if (asking.isEmpty()) {
      return List.of();
    }
    Map<String, ContentPart.ToolResult> results = results(calls);
    Map<String, ToolCallTimes> times = ledger.times(scope, step.runId(), step.id());
    return asking.get().toolCalls().stream()
        .map(call -> logged(call, results.get(call.callId()), times.get(call.callId())))
        .toList();
  }

  private static StepCall logged(
      ContentPart.ToolCall call,
      ContentPart.@Nullable ToolResult result,
      @Nullable ToolCallTimes times) {
    return times == null
        ? new StepCall(call, result, null, null)
        : new StepCall(call, result, times.begunAt(), times.endedAt());
  }

  /** They stand behind their calls, as a rule at once, but others may have spoken in between. */
  private Map<String, ContentPart.ToolResult> results(StepDetails.ToolCalls calls) {
    Map<String, ContentPart.ToolResult> results = new HashMap<>();
    Set<String> missing = new HashSet<>(calls.callIds());
    @Nullable PageRequest page =
        PageRequest.oldestFirst().limit(Limits.PAGE).after(calls.messageId().value());
    while (page != null && !missing.isEmpty()) {
      Page<Message> read = log.list(scope, thread, page);
      for (Message message : read.items()) {
        for (ContentPart.ToolResult result : message.toolResults()) {
          if (missing.remove(result.callId())) {
            results.put(result.callId(), result);
          }
        }
      }
      page = read.next();
    }
    return results;
  }

  private static StepCall recorded(StepDetails.RecordedCall call) {
    String id = named(call.callId());
    String output = call.output();
    return new StepCall(
        new ContentPart.ToolCall(id, named(call.tool()), call.input()),
        output == null ? null : new ContentPart.ToolResult(id, output, false),
        null,
        null);
  }

  /** A call of the log has a name; one that was recorded elsewhere may lack it. */
  private static String named(String recorded) {
    return recorded.isEmpty() ? "unnamed" : recorded;
  }
}
