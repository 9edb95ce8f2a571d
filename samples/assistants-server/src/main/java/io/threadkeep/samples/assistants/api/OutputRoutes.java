package io.threadkeep.samples.assistants.api;

import io.threadkeep.id.StepId;
import io.threadkeep.page.PageRequest;
import io.threadkeep.run.AnswerConflictException;
import io.threadkeep.run.IllegalRunMoveException;
import io.threadkeep.run.RequiredCall;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.StepStatus;
import io.threadkeep.run.ToolAnswer;
import io.threadkeep.samples.assistants.stream.RunStreams.From;
import io.threadkeep.samples.assistants.view.Desk;
import io.threadkeep.samples.assistants.view.RunView;
import io.threadkeep.samples.assistants.wire.ApiError;
import io.threadkeep.samples.assistants.wire.ApiException;
import io.threadkeep.samples.assistants.wire.OutputsWire;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /threads/{thread_id}/runs/{run_id}/submit_tool_outputs}. */
final class OutputRoutes {
  private final Streaming streaming;

  private OutputRoutes(Streaming streaming) {
    this.streaming = streaming;
  }

  static void add(Routes routes, Streaming streaming) {
    routes.post(
        "/threads/{thread_id}/runs/{run_id}/submit_tool_outputs",
        new OutputRoutes(streaming)::submit);
  }

  private void submit(Exchange exchange) {
    OutputsWire.Handed handed = OutputsWire.read(exchange.body());
    Run run = RunRoutes.run(exchange);
    Desk desk = exchange.desk();
    StepId waiting = waiting(desk, run);
    if (run.status() != RunStatus.REQUIRES_ACTION || waiting == null) {
      throw notWaiting(run.status());
    }
    requireAll(desk.runs().required(run.id()), handed.outputs());
    if (handed.stream()) {
      streaming.requireRoom(exchange);
    }
    Run answered = answer(desk, run, handed.outputs());
    if (handed.stream()) {
      streaming.stream(exchange, answered, null, From.outputsOf(waiting));
    } else {
      exchange.answer(RunView.in(RunStatus.QUEUED, answered));
    }
  }

  private static Run answer(Desk desk, Run run, List<OutputsWire.Output> outputs) {
    List<ToolAnswer> answers =
        outputs.stream().map(output -> ToolAnswer.output(output.callId(), output.text())).toList();
    try {
      return desk.runs().answer(run.id(), answers);
    } catch (IllegalRunMoveException | AnswerConflictException somebodyElseDid) {
      throw notWaiting(desk.runs().get(run.id()).status());
    }
  }

  private static ApiException notWaiting(RunStatus status) {
    return ApiError.badRequest(
            "Runs in status \"" + status.wireName() + "\" do not accept tool outputs.")
        .asException();
  }

  private static void requireAll(List<RequiredCall> required, List<OutputsWire.Output> outputs) {
    List<String> wanted = required.stream().map(call -> call.call().callId()).toList();
    List<String> got = outputs.stream().map(OutputsWire.Output::callId).toList();
    Set<String> distinct = new HashSet<>(got);
    if (distinct.size() != got.size() || !distinct.equals(new HashSet<>(wanted))) {
      throw ApiError.badRequest(
              "Expected tool outputs for call_ids "
                  + listed(wanted)
                  + ", got "
                  + listed(got.stream().map(ApiError::shown).toList()))
          .asException();
    }
  }

  private static String listed(List<String> ids) {
    return ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(", ", "[", "]"));
  }

  /** The step whose calls are to be answered; null if there is none. */
  private static @Nullable StepId waiting(Desk desk, Run run) {
    return desk.runs().steps(run.id(), PageRequest.newestFirst()).items().stream()
        .filter(step -> step.status() == StepStatus.IN_PROGRESS)
        .map(RunStep::id)
        .findFirst()
        .orElse(null);
  }
}
