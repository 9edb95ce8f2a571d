package io.threadkeep.internal.engine;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.message.ContentPart.ToolResult;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.message.Origin;
import io.threadkeep.run.IllegalRunMoveException;
import io.threadkeep.run.RequiredCall;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.StepDetails.AwaitedCall.Wanted;
import io.threadkeep.run.StepStatus;
import io.threadkeep.run.ToolAnswer;
import io.threadkeep.store.ThreadStore;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a run that waits for its owner wants, and what the owner gives: all of it at once. */
final class OwnersTurn {
  private static final String FIELD = "tool_answers";

  private final ThreadStore store;
  private final MessageDrafts messages;
  private final InstantSource clock;

  OwnersTurn(ThreadStore store, MessageDrafts messages, InstantSource clock) {
    this.store = store;
    this.messages = messages;
    this.clock = clock;
  }

  List<RequiredCall> required(Run run) {
    return run.status() == RunStatus.REQUIRES_ACTION
        ? LeftBehind.open(store, run).map(OwnersTurn::required).orElse(List.of())
        : List.of();
  }

  /** Stores the answers and queues the run; the same answers again change nothing. */
  Run answer(Run run, List<ToolAnswer> answers) {
    Optional<Round> round =
        run.status() == RunStatus.REQUIRES_ACTION ? LeftBehind.open(store, run) : Optional.empty();
    if (round.isEmpty()) {
      return EarlierAnswers.of(store, run).confirm(answers);
    }
    try {
      judge(required(round.get()), answers);
    } catch (InvalidInputException unwanted) {
      // What the round lacks is read after the round itself: it may have been answered in between.
      if (isAsItWas(run)) {
        throw unwanted;
      }
      return EarlierAnswers.of(store, run).confirm(answers);
    }
    List<ToolResult> results = answers.stream().flatMap(a -> result(a).stream()).toList();
    try {
      return store
          .runs()
          .submitOutputs(
              run.owner(),
              run.id(),
              run.progress().advances(),
              drafts(run, results),
              List.of(step(round.get(), answers)));
    } catch (IllegalRunMoveException somebodyWasQuicker) {
      return EarlierAnswers.of(store, run).confirm(answers);
    }
  }

  private boolean isAsItWas(Run run) {
    return store.runs().find(run.owner(), run.id()).map(Run::progress).stream()
        .anyMatch(run.progress()::equals);
  }

  /** What the model reads; nothing for a call that is to be carried out. */
  static Optional<ToolResult> result(ToolAnswer answer) {
    if (answer instanceof ToolAnswer.Output output) {
      return Optional.of(new ToolResult(output.callId(), output.text(), false));
    } else if (answer instanceof ToolAnswer.Failure failure) {
      return Optional.of(new ToolResult(failure.callId(), failure.text(), true));
    } else if (answer instanceof ToolAnswer.Denial denial) {
      return Optional.of(
          new ToolResult(denial.callId(), "Not carried out: " + denial.reason(), true));
    }
    return Optional.empty();
  }

  private static List<RequiredCall> required(Round round) {
    Map<String, Wanted> wanted = new HashMap<>();
    round.details().awaited().forEach(call -> wanted.put(call.callId(), call.wanted()));
    return round.open().stream()
        .flatMap(
            call ->
                Stream.ofNullable(wanted.get(call.callId()))
                    .map(what -> new RequiredCall(call, what)))
        .toList();
  }

  private static void judge(List<RequiredCall> required, List<ToolAnswer> answers) {
    Map<String, Wanted> wanted = new HashMap<>();
    required.forEach(call -> wanted.put(call.call().callId(), call.wanted()));
    String allowed = "one answer for each of " + wanted.keySet();
    for (ToolAnswer answer : answers) {
      Wanted one = wanted.remove(answer.callId());
      if (one == null) {
        throw new InvalidInputException(FIELD, allowed, "'" + answer.callId() + "' besides");
      }
      boolean decides =
          answer instanceof ToolAnswer.Approval || answer instanceof ToolAnswer.Denial;
      if (decides != (one == Wanted.APPROVAL)) {
        throw new InvalidInputException(
            FIELD,
            one == Wanted.APPROVAL
                ? "approval or denial of '" + answer.callId() + "'"
                : "output or failure of '" + answer.callId() + "'",
            answer.getClass().getSimpleName());
      }
    }
    if (!wanted.isEmpty()) {
      throw new InvalidInputException(FIELD, allowed, "none for " + wanted.keySet());
    }
  }

  private RunStep step(Round round, List<ToolAnswer> answers) {
    List<String> approved =
        answers.stream()
            .filter(ToolAnswer.Approval.class::isInstance)
            .map(ToolAnswer::callId)
            .toList();
    RunStep step = round.step().withDetails(round.details().approving(approved));
    return approved.isEmpty() ? step.ended(StepStatus.COMPLETED, null, clock.instant()) : step;
  }

  private List<MessageDraft> drafts(Run run, List<ToolResult> results) {
    Origin origin = new Origin(run.id(), run.spec().assistantId(), null);
    return results.stream().map(result -> messages.result(result, origin)).toList();
  }
}
