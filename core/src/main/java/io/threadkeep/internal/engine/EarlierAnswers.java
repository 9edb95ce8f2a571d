package io.threadkeep.internal.engine;

import io.threadkeep.error.InvalidInputException;
import io.threadkeep.message.ContentPart.ToolResult;
import io.threadkeep.run.AnswerConflictException;
import io.threadkeep.run.IllegalRunMoveException;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunMove;
import io.threadkeep.run.StepDetails;
import io.threadkeep.run.ToolAnswer;
import io.threadkeep.store.ThreadStore;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The answers that a run's tool calls have got, for an owner who gives them again or comes late.
 *
 * @param asked ids of all calls that the run ever made
 * @param approved ids of those that were agreed to
 */
record EarlierAnswers(
    Run run, Set<String> asked, Set<String> approved, Map<String, ToolResult> results) {

  static EarlierAnswers of(ThreadStore store, Run before) {
    Run run = store.runs().find(before.owner(), before.id()).orElse(before);
    Set<String> asked = new HashSet<>();
    Set<String> approved = new HashSet<>();
    LeftBehind.steps(store, run).stream()
        .map(step -> step.details())
        .filter(StepDetails.ToolCalls.class::isInstance)
        .map(StepDetails.ToolCalls.class::cast)
        .forEach(
            tools -> {
              asked.addAll(tools.callIds());
              approved.addAll(tools.approved());
            });
    Map<String, ToolResult> results =
        StorePinnedLog.ownMessages(store.messages(), run).stream()
            .flatMap(message -> message.toolResults().stream())
            .collect(
                Collectors.toMap(
                    ToolResult::callId, Function.identity(), (newest, older) -> newest));
    return new EarlierAnswers(run, asked, approved, results);
  }

  /**
   * @throws InvalidInputException if the run never made one of the calls
   * @throws AnswerConflictException if one has another answer
   * @throws IllegalRunMoveException if one has none, and the run waits for none any more
   */
  Run confirm(List<ToolAnswer> answers) {
    for (ToolAnswer answer : answers) {
      String id = answer.callId();
      if (!asked.contains(id)) {
        throw new InvalidInputException(
            "tool_answers", "answers to calls of run " + run.id(), "'" + id + "'");
      }
      ToolResult stored = results.get(id);
      boolean same =
          OwnersTurn.result(answer)
              .map(result -> result.equals(stored))
              .orElseGet(() -> approved.contains(id));
      if (!same && (stored != null || approved.contains(id))) {
        throw new AnswerConflictException(run.id(), id);
      } else if (!same) {
        throw new IllegalRunMoveException(run.id(), RunMove.SUBMIT_OUTPUTS, run.status());
      }
    }
    if (answers.isEmpty()) {
      throw new IllegalRunMoveException(run.id(), RunMove.SUBMIT_OUTPUTS, run.status());
    }
    return run;
  }
}
