package io.threadkeep.samples.supportdesk;

import io.threadkeep.event.Listening;
import io.threadkeep.id.RunId;
import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Role;
import io.threadkeep.run.ActiveRunException;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunNotCompletedException;
import io.threadkeep.run.RunStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Both sides of one ticket on one console: the customer talks, and the clerk says yes or no. */
final class Counter {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final HelpDesk desk;
  private final Ticket ticket;
  private final Console console;

  Counter(HelpDesk desk, Ticket ticket, Console console) {
    this.desk = desk;
    this.ticket = ticket;
    this.console = console;
  }

  /** What was said before. */
  void printMessages() {
    desk.messages(ticket)
        .filter(message -> !message.text().isEmpty())
        .forEach(
            message ->
                print((message.role() == Role.USER ? "Customer: " : "Desk: ") + message.text()));
  }

  /** Has the clerk decide what an earlier sitting has left undecided, if there is anything. */
  void takeUp() throws IOException, InterruptedException {
    ApprovalRequest request = desk.waiting(ticket).orElse(null);
    if (request != null) {
      follow(request.runId());
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
      console.note("Not sent: the ticket waits for a clerk. Start again to decide.");
    }
  }

  private void follow(RunId run) throws IOException, InterruptedException {
    WrittenReply reply = new WrittenReply(console);
    try (Listening listening = desk.runs().listen(run, 0, reply)) {
      Run stopped = stop(run, reply);
      while (stopped.status() == RunStatus.REQUIRES_ACTION && decide()) {
        stopped = stop(run, reply);
      }
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
      console.note("Nobody has decided. It waits; resume the ticket with --ticket " + ticket.id());
    } else if (answer.startsWith("y")) {
      desk.approve(request);
    } else {
      desk.decline(request, "A clerk has declined it.");
    }
    return answer != null;
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
