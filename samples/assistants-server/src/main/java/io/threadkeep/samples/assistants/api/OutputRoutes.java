package io.threadkeep.samples.assistants.api;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.id.StepId;
import io.threadkeep.run.AnswerConflictException;
import io.threadkeep.run.IllegalRunMoveException;
import io.threadkeep.run.RequiredCall;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.StepDetails;
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
    // Looked for once: from here on somebody else may hand the same in.
    List<RequiredCall> required = desk.runs().required(run.id());
    if (!required.isEmpty()) {
      requireAll(required, handed.outputs());
    }
    if (handed.stream()) {
      streaming.takePlace(exchange);
    }
    Run answered = answer(desk, run, handed.outputs());
    if (handed.stream()) {
      StepId asking = asking(desk, answered, handed.outputs().get(0));
      streaming.stream(exchange, answered, null, From.outputsOf(asking));
    } else {
      exchange.answer(RunView.in(RunStatus.QUEUED, answered));
    }
  }

  /** The same outputs again change nothing, whatever has become of the run. */
  private static Run answer(Desk desk, Run run, List<OutputsWire.Output> outputs) {
    List<ToolAnswer> answers =
        outputs.stream().map(output -> ToolAnswer.output(output.callId(), output.text())).toList();
    try {
      return desk.runs().answer(run.id(), answers);
    } catch (IllegalRunMoveException | AnswerConflictException | InvalidInputException notThese) {
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

  private static StepId asking(Desk desk, Run run, OutputsWire.Output output) {
    return desk.runs().explain(run.id()).steps().stream()
        .filter(
            step ->
                step.details() instanceof StepDetails.ToolCalls calls
                    && calls.callIds().contains(output.callId()))
        .map(RunStep::id)
        .findFirst()
        .orElseThrow(() -> notWaiting(run.status()));
  }
}
