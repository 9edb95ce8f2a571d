package io.threadkeep.transfer;

import io.threadkeep.context.PromptSizes;
import io.threadkeep.thread.ChatThread;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds the lines of a thread back until a check confirms them. */
final class VerifiedThread {

  private record Held(Line line, long number, long bytes) {}

  private final Destination into;
  private final PromptSizes sizes;
  private final Line.ThreadStart start;
  private final ChatThread thread;
  private final LineReader lines;
  private final long begun;
  private final LineHash hash = new LineHash();
  private final List<Held> held = new ArrayList<>();
  private TransferCounts counts = new TransferCounts(1, 0, 0, 0, 0);
  private @Nullable ThreadIntake intake;

  /**
   * @throws io.threadkeep.error.InvalidInputException if there can be no such thread
   */
  VerifiedThread(Destination into, PromptSizes sizes, Line.ThreadStart start, LineReader lines) {
    this.into = into;
    this.sizes = sizes;
    this.start = start;
    this.thread = start.in(into.scope().tenant());
    this.lines = lines;
    this.begun = lines.number();
  }

  String id() {
    return thread.id().value();
  }

  /** The thread's own line. */
  void begin() {
    lines.addTo(hash);
  }

  /**
   * @return whether it was the thread's last
   * @throws Refusal if the thread is not to be taken over, or not this way
   */
  boolean take(Line line) {
    if (line instanceof Line.Check check) {
      confirm(check.lines(), check.sha256());
      hash.checked();
      return false;
    } else if (line instanceof Line.ThreadEnd end) {
      ThreadIntake taken = confirm(end.lines(), end.sha256());
      requireWhole(end);
      taken.end();
      return true;
    }
    if (hash.isCheckDue()) {
      throw Refusal.damaged(lines.number(), "A check is missing before this line.");
    }
    lines.addTo(hash);
    held.add(new Held(line, lines.number(), lines.length()));
    return false;
  }

  private ThreadIntake confirm(long lineCount, String sha256) {
    if (lineCount != hash.lines() || !sha256.equals(hash.soFar())) {
      throw Refusal.damaged(
          lines.number(), "Lines before this one were changed, or some are missing.");
    }
    ThreadIntake taking = intake;
    if (taking == null) {
      taking = new ThreadIntake(into, thread, start.activeAt(), begun);
      intake = taking;
    }
    for (Held each : held) {
      hand(taking, each);
    }
    taking.flush();
    held.clear();
    return taking;
  }

  private void hand(ThreadIntake taking, Held each) {
    Line line = each.line();
    if (line instanceof Line.OfMessage message) {
      taking.message(message.in(thread.id(), sizes), each.number(), each.bytes());
      counts = counts.plus(new TransferCounts(0, 1, 0, 0, 0));
    } else if (line instanceof Line.OfAssistant assistant) {
      taking.assistant(assistant.assistant(), each.number());
      counts = counts.plus(new TransferCounts(0, 0, 0, 0, 1));
    } else if (line instanceof Line.OfRun run) {
      taking.run(run.in(thread), each.number());
      counts = counts.plus(new TransferCounts(0, 0, 1, 0, 0));
    } else if (line instanceof Line.OfStep step) {
      taking.step(step.step(), each.number(), each.bytes());
      counts = counts.plus(new TransferCounts(0, 0, 0, 1, 0));
    } else {
      throw Refusal.damaged(each.number(), "The line has no place in a thread.");
    }
  }

  private void requireWhole(Line.ThreadEnd end) {
    if (!end.id().equals(thread.id())
        || end.messages() != counts.messages()
        || end.runs() != counts.runs()
        || end.steps() != counts.steps()) {
      throw Refusal.damaged(lines.number(), "The end is of a thread with other counts.");
    }
    if (!end.whole()) {
      throw Refusal.damaged(
          lines.number(),
          "Only the thread's beginning is here: it was deleted while it was written, or a message"
              + " of it is larger than a line may be.");
    }
  }
}
