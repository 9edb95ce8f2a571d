package io.threadkeep.kit.simulation;

import io.threadkeep.message.ContentPart;
import io.threadkeep.message.Message;
import io.threadkeep.run.Run;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Looks at what a model is shown. */
final class WindowAudit {
  private final Run run;
  private final long question;
  private final List<Message> window;
  private final Consumer<Violation> found;

  /**
   * @param run as the store has it while its model is called
   * @param question the position of the newest one that was there when the run became active
   */
  WindowAudit(Run run, long question, List<Message> window, Consumer<Violation> found) {
    this.run = run;
    this.question = question;
    this.window = window;
    this.found = found;
  }

  void check() {
    isOfItsThread();
    isPinned();
    isPaired();
  }

  private void isOfItsThread() {
    for (Message message : window) {
      boolean canary =
          message.text().isEmpty() || message.text().contains(Canary.of(run.threadId()));
      if (!message.threadId().equals(run.threadId()) || !canary) {
        found.accept(new Violation("I7", run.id() + " saw " + message.id() + " of another thread"));
      }
    }
  }

  private void isPinned() {
    long pinnedEnd = run.progress().pinnedEnd();
    Set<Long> positions = new HashSet<>();
    for (Message message : window) {
      boolean own = run.id().equals(message.origin().runId());
      if (message.position() > pinnedEnd && !own) {
        found.accept(
            new Violation(
                "I6", run.id() + " pinned to " + pinnedEnd + " saw " + message.position()));
      }
      if (!positions.add(message.position())) {
        found.accept(new Violation("I6", run.id() + " saw " + message.position() + " twice"));
      }
    }
    if (!positions.contains(question)) {
      found.accept(new Violation("I6", run.id() + " did not see " + question + ", its question"));
    }
  }

  private void isPaired() {
    Set<String> open = new HashSet<>();
    for (Message message : window) {
      for (ContentPart.ToolResult result : message.toolResults()) {
        if (!open.remove(result.callId())) {
          found.accept(new Violation("I11", run.id() + " saw a stray result: " + result.callId()));
        }
      }
      message.toolCalls().forEach(call -> open.add(call.callId()));
    }
    if (!open.isEmpty()) {
      found.accept(new Violation("I11", run.id() + " saw calls without results: " + open));
    }
  }
}
