package io.threadkeep.internal.engine;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.ContentPart.ToolCall;
import io.threadkeep.message.Message;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.StepDetails;
import io.threadkeep.run.StepStatus;
import io.threadkeep.store.ThreadStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads from the store what a run has come to: its steps, and the tool calls still open. */
final class LeftBehind {

  private LeftBehind() {}

  static ActionOutcome.TakenUp read(ThreadStore store, Run run) {
    List<RunStep> steps = steps(store, run);
    return new ActionOutcome.TakenUp(Tally.of(steps), open(store, run, steps).orElse(null));
  }

  /** The round that has calls without results, if there is one. */
  static Optional<Round> open(ThreadStore store, Run run) {
    return open(store, run, steps(store, run));
  }

  private static Optional<Round> open(ThreadStore store, Run run, List<RunStep> steps) {
    return steps.stream()
        .filter(step -> step.status() == StepStatus.IN_PROGRESS)
        .filter(step -> step.details() instanceof StepDetails.ToolCalls)
        .findFirst()
        .map(step -> round(step, StorePinnedLog.ownMessages(store.messages(), run)));
  }

  private static Round round(RunStep step, List<Message> own) {
    StepDetails.ToolCalls details = (StepDetails.ToolCalls) step.details();
    Message asking =
        own.stream()
            .filter(message -> message.id().equals(details.messageId()))
            .findFirst()
            // It was there when the step was read: its thread has been deleted since.
            .orElseThrow(() -> new NotFoundException("message", details.messageId().value()));
    Set<String> answered =
        own.stream()
            .filter(message -> message.position() > asking.position())
            .flatMap(message -> message.toolResults().stream())
            .map(ContentPart.ToolResult::callId)
            .collect(Collectors.toSet());
    List<ToolCall> open =
        asking.toolCalls().stream().filter(call -> !answered.contains(call.callId())).toList();
    return new Round(step, open);
  }

  static List<RunStep> steps(ThreadStore store, Run run) {
    List<RunStep> steps = new ArrayList<>();
    for (@Nullable PageRequest page = PageRequest.newestFirst().limit(100); page != null; ) {
      var found = store.runs().steps(run.owner(), run.id(), page);
      steps.addAll(found.items());
      page = found.next();
    }
    return steps;
  }
}
