package io.threadkeep.samples.supportdesk;

import io.threadkeep.event.Listening;
import io.threadkeep.id.MessageId;
import io.threadkeep.id.RunId;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Role;
import io.threadkeep.run.ActiveRunException;
import io.threadkeep.run.AnswerConflictException;
import io.threadkeep.run.IllegalRunMoveException;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunNotCompletedException;
import io.threadkeep.run.RunStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Both sides of one ticket on one console: the customer talks, and the clerk says yes or no. */
final class Counter {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final HelpDesk desk;
  private final Ticket ticket;
  private final Console console;
  private final String optionsToResume;

  /** Messages of the desk that are to be read on the console, whole. */
  private final Set<MessageId> printed = ConcurrentHashMap.newKeySet();

  /**
   * @param optionsToResume the command line's, with which this ticket is taken up again
   */
  Counter(HelpDesk desk, Ticket ticket, Console console, String optionsToResume) {
    this.desk = desk;
    this.ticket = ticket;
    this.console = console;
    this.optionsToResume = optionsToResume;
  }

  /** What was said before. */
  void printMessages() {
    desk.messages(ticket)
        .filter(message -> !message.text().isEmpty())
        .forEach(
            message -> {
              print((message.role() == Role.USER ? "Customer: " : "Desk: ") + message.text());
              printed.add(message.id());
            });
  }

  /** Sees to its end what an earlier sitting has left undecided or unanswered, if anything. */
  void takeUp() throws IOException, InterruptedException {
    Run left = desk.underWay(ticket).orElse(null);
    if (left != null) {
      console.note("The ticket was left before its end; going on.");
      follow(left.id());
    }
  }

  /** Until the input ends, or a line is empty. */
  void talk() throws IOException, InterruptedException {
    String line = console.ask("> ");
    while (line != null && !line.isBlank()) {
      say(line);
      line = console.ask("> ");
    }
  }

  void say(String text) throws IOException, InterruptedException {
    try {
      RunId run = desk.say(ticket, text).id();
      // Stored by now: question and run are one transaction.
      print("Customer: " + text);
      follow(run);
    } catch (ActiveRunException e) {
      console.note("Not sent: " + reason(e.activeRunId()));
    }
  }

  private String reason(RunId active) {
    return desk.runs().get(active).status() == RunStatus.REQUIRES_ACTION
        ? "the ticket waits for a clerk. To decide, start again with " + optionsToResume
        : "the assistant is still at work on the ticket. Say it again in a moment.";
  }

  private void follow(RunId run) throws IOException, InterruptedException {
    WrittenReply reply = new WrittenReply(console, printed);
    try (Listening listening = desk.runs().listen(run, 0, reply)) {
      Run stopped = stop(run, reply);
      while (stopped.status() == RunStatus.REQUIRES_ACTION && decide()) {
        stopped = stop(run, reply);
      }
      reply.complete(desk.runs().reply(stopped).orElse(null));
      if (stopped.status().isFinal() && stopped.status() != RunStatus.COMPLETED) {
        console.note(new RunNotCompletedException(stopped).getMessage());
      }
    }
  }

  private Run stop(RunId run, WrittenReply reply) throws InterruptedException {
    Run stopped = desk.runs().awaitStop(run, PATIENCE);
    reply.await(stopped.status());
    return stopped;
  }

  /** Returns whether the clerk has decided; what is undecided is still there tomorrow. */
  private boolean decide() throws IOException {
    ApprovalRequest request = desk.waiting(ticket).orElse(null);
    if (request == null) {
      return true; // Another clerk was quicker.
    }
    for (ContentPart.ToolCall call : request.calls()) {
      console.note("To be approved: " + call.name() + " " + call.arguments());
    }
    String answer = answer();
    if (answer == null) {
      console.note("Nobody has decided. It waits; to decide, start with " + optionsToResume);
    } else {
      pass(request, answer.startsWith("y"));
    }
    return answer != null;
  }

  private void pass(ApprovalRequest request, boolean agreed) {
    try {
      Run unused =
          agreed ? desk.approve(request) : desk.decline(request, "A clerk has declined it.");
    } catch (AnswerConflictException | IllegalRunMoveException e) {
      console.note("Too late: " + e.getMessage());
    }
  }

  private @Nullable String answer() throws IOException {
    String answer = console.ask("Does the clerk agree (y/n)? ");
    while (answer != null && !answer.strip().toLowerCase(Locale.ROOT).matches("y|yes|n|no")) {
      answer = console.ask("y or n? ");
    }
    return answer == null ? null : answer.strip().toLowerCase(Locale.ROOT);
  }

  private void print(String line) {
    console.write(line);
    console.endLine();
  }
}
