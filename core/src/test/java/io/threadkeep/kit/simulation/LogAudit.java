package io.threadkeep.kit.simulation;

import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.message.Role;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStatus;
import io.threadkeep.run.RunStep;
import io.threadkeep.run.StepDetails;
import io.threadkeep.run.Usage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Looks at one thread as it is in the store, with all its runs. */
final class LogAudit {
  private final List<Message> log;
  private final Consumer<Violation> found;

  /**
   * @param log oldest first
   */
  LogAudit(List<Message> log, Consumer<Violation> found) {
    this.log = log;
    this.found = found;
  }

  /** Positions are dense, and what was said stands there once. */
  void looksWhole() {
    Set<String> said = new HashSet<>();
    for (int i = 0; i < log.size(); i++) {
      Message message = log.get(i);
      if (message.position() != i + 1) {
        found.accept(new Violation("I2", message.id() + " is at " + message.position()));
      }
      if (message.role() == Role.USER && !said.add(message.text())) {
        found.accept(new Violation("I1", "'" + message.text() + "' stands in the log twice"));
      }
    }
  }

  /** What was accepted stands there. */
  void has(Set<String> accepted) {
    Set<String> texts = log.stream().map(Message::text).collect(Collectors.toSet());
    accepted.stream()
        .filter(text -> !texts.contains(text))
        .forEach(
            text -> found.accept(new Violation("I1", "'" + text + "' was accepted and is gone")));
  }

  /** How many messages are models' answers. */
  int answers() {
    return (int)
        log.stream()
            .filter(message -> message.origin().runId() != null)
            .filter(message -> message.toolResults().isEmpty())
            .count();
  }

  void hasOneActive(List<Run> runs) {
    List<Run> active = runs.stream().filter(QueueAudit::isActive).toList();
    if (active.size() > 1) {
      found.accept(new Violation("I8", "active at once: " + active.stream().map(Run::id).toList()));
    }
  }

  /** What {@code run} has said is what its status and its steps tell. */
  void fits(Run run, List<RunStep> steps) {
    List<Message> own =
        log.stream().filter(message -> run.id().equals(message.origin().runId())).toList();
    List<Message> answers = own.stream().filter(m -> m.role() == Role.ASSISTANT).toList();
    hasItsReply(run, answers);
    onRecordOnce(run, answers, steps);
    resultsOnce(run, own);
    Usage sum = steps.stream().map(RunStep::usage).reduce(Usage.NONE, Usage::plus);
    if (!sum.equals(run.usage())) {
      found.accept(
          new Violation("I10", run.id() + " has used " + run.usage() + ", its steps " + sum));
    }
  }

  private void hasItsReply(Run run, List<Message> answers) {
    long replies =
        answers.stream()
            .filter(m -> m.toolCalls().isEmpty() && m.origin().incomplete() == null)
            .count();
    long partial = answers.stream().filter(m -> m.origin().incomplete() != null).count();
    boolean completed = run.status() == RunStatus.COMPLETED;
    if (replies != (completed ? 1 : 0)) {
      // One that is there while its run goes on was not written together with its end.
      String invariant = run.status().isFinal() ? "I4" : "I5";
      found.accept(
          new Violation(invariant, run.id() + " is " + run.status() + " with replies: " + replies));
    }
    if (partial > (run.status().isFinal() && !completed ? 1 : 0)) {
      found.accept(
          new Violation("I4", run.id() + " is " + run.status() + ", partial replies: " + partial));
    }
  }

  private void onRecordOnce(Run run, List<Message> answers, List<RunStep> steps) {
    List<String> named = new ArrayList<>();
    for (RunStep step : steps) {
      if (step.details() instanceof StepDetails.ToolCalls tools) {
        named.add(tools.messageId().value());
      } else if (step.details() instanceof StepDetails.MessageCreation reply) {
        named.add(reply.messageId().value());
      }
    }
    List<String> written = new ArrayList<>(answers.stream().map(m -> m.id().value()).toList());
    named.sort(null);
    written.sort(null);
    if (!named.equals(written)) {
      found.accept(
          new Violation("I4", run.id() + " wrote " + written + ", its steps name " + named));
    }
  }

  private void resultsOnce(Run run, List<Message> own) {
    Set<String> answered = new HashSet<>();
    own.stream()
        .flatMap(message -> message.toolResults().stream())
        .map(ContentPart.ToolResult::callId)
        .filter(callId -> !answered.add(callId))
        .forEach(
            callId -> found.accept(new Violation("I11", run.id() + " has two results: " + callId)));
  }
}
