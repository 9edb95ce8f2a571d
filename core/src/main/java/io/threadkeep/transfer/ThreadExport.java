package io.threadkeep.transfer;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.AssistantId;
import io.threadkeep.id.Id;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStep;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes one thread after the other. */
final class ThreadExport {
  /** Of a thread's assistants that are remembered as written; others are written again. */
  private static final int ASSISTANTS = 1_000;

  private final ThreadStore store;
  private final Scope scope;
  private final LineWriter out;
  private final Pace pace;
  private final List<String> tooLargeIds = new ArrayList<>();
  private TransferCounts written = TransferCounts.NONE;
  private long activeRuns;
  private long vanished;
  private long tooLarge;
  private @Nullable ThreadId last;

  ThreadExport(ThreadStore store, Scope scope, LineWriter out, Pace pace) {
    this.store = store;
    this.scope = scope;
    this.out = out;
    this.pace = pace;
  }

  TransferCounts written() {
    return written;
  }

  ExportReport report(boolean whole) {
    return new ExportReport(
        written, activeRuns, vanished, tooLarge, tooLargeIds, out.bytes(), last, whole);
  }

  /** If the watch ends it, the thread has no end; if the thread is gone, nothing is written. */
  void write(ThreadId id) throws IOException {
    Optional<ChatThread> found = store.threads().find(scope, id);
    if (found.isEmpty()) {
      return;
    }
    ChatThread thread = found.get();
    OneThread one = new OneThread(thread);
    pace.thread();
    out.begin(Line.ThreadStart.of(thread));
    boolean whole = true;
    try {
      one.writeMessages();
      one.writeRuns();
    } catch (NotFoundException e) {
      whole = false;
      vanished++;
    } catch (LineTooLongException e) {
      // A message: without it there is no place for those behind it.
      whole = false;
    }
    if (!pace.isStopped()) {
      out.end(id, one.counts, one.active, whole);
      last = id;
    }
    written = written.plus(one.counts);
    activeRuns += one.active;
  }

  /** What is counted of one thread. */
  private final class OneThread {
    private final ChatThread thread;
    private final LaterRuns later;
    private final Set<AssistantId> assistants = new HashSet<>();
    private TransferCounts counts = new TransferCounts(1, 0, 0, 0, 0);
    private long active;

    OneThread(ChatThread thread) {
      this.thread = thread;
      this.later = new LaterRuns(store, scope, thread);
    }

    void writeMessages() throws IOException {
      Walk<Message> log = new Walk<>(page -> store.messages().list(scope, thread.id(), page));
      while (counts.messages() < thread.messageCount() && !pace.isStopped()) {
        Message message = log.next();
        if (message == null) {
          throw new NotFoundException("thread", thread.id().value());
        }
        log.weigh(write(Line.OfMessage.of(message), message.id()));
        counts = counts.plus(new TransferCounts(0, 1, 0, 0, 0));
        later.written(message);
        pace.message();
      }
    }

    void writeRuns() throws IOException {
      Walk<Run> runs = new Walk<>(page -> store.runs().list(scope, thread.id(), page));
      for (Run run = runs.next(); run != null && !pace.isStopped(); run = runs.next()) {
        if (!run.status().isFinal() || run.times().endedAt() == null || later.contains(run.id())) {
          active++;
          continue;
        }
        writeAssistant(run.spec().assistantId());
        try {
          runs.weigh(write(Line.OfRun.of(run), run.id()));
        } catch (LineTooLongException e) {
          runs.weigh(LineReader.MOST_BYTES);
          continue;
        }
        counts = counts.plus(new TransferCounts(0, 0, 1, 0, 0));
        pace.other();
        writeSteps(run);
      }
    }

    private void writeSteps(Run run) throws IOException {
      Walk<RunStep> steps = new Walk<>(page -> store.runs().steps(scope, run.id(), page));
      for (RunStep step = steps.next(); step != null && !pace.isStopped(); step = steps.next()) {
        try {
          steps.weigh(write(new Line.OfStep(step), step.id()));
          counts = counts.plus(new TransferCounts(0, 0, 0, 1, 0));
        } catch (LineTooLongException e) {
          steps.weigh(LineReader.MOST_BYTES);
        }
        pace.other();
      }
    }

    /** In each thread anew: whoever takes this thread alone, or refuses another, has it too. */
    private void writeAssistant(AssistantId id) throws IOException {
      if (assistants.contains(id)) {
        return;
      }
      if (assistants.size() == ASSISTANTS) {
        assistants.clear();
      }
      assistants.add(id);
      Optional<Assistant> assistant = store.assistants().find(scope, id);
      if (assistant.isPresent()) {
        try {
          write(new Line.OfAssistant(assistant.get()), id);
          counts = counts.plus(new TransferCounts(0, 0, 0, 0, 1));
        } catch (LineTooLongException e) {
          // Told of; runs keep their own copy of it.
        }
      }
    }

    private int write(Line line, Id id) throws IOException {
      try {
        return out.write(line);
      } catch (LineTooLongException e) {
        tooLarge++;
        if (tooLargeIds.size() < ImportReport.MOST_PROBLEMS) {
          tooLargeIds.add(id.value());
        }
        throw e;
      }
    }
  }
}
