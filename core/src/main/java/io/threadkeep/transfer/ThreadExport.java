package io.threadkeep.transfer;

import io.threadkeep.error.NotFoundException;
import io.threadkeep.id.AssistantId;
import io.threadkeep.id.Scope;
import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStep;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Writes one thread after the other. */
final class ThreadExport {
  /** Of assistants that are remembered as written; one that is forgotten is written again. */
  private static final int ASSISTANTS = 1_000;

  private final ThreadStore store;
  private final Scope scope;
  private final LineWriter out;
  private final Pace pace;
  private final Map<AssistantId, Boolean> assistants =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<AssistantId, Boolean> eldest) {
          return size() > ASSISTANTS;
        }
      };
  private TransferCounts written = TransferCounts.NONE;
  private long activeRuns;
  private long vanished;

  ThreadExport(ThreadStore store, Scope scope, LineWriter out, Pace pace) {
    this.store = store;
    this.scope = scope;
    this.out = out;
    this.pace = pace;
  }

  TransferCounts written() {
    return written;
  }

  long activeRuns() {
    return activeRuns;
  }

  long vanished() {
    return vanished;
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
    }
    if (!pace.isStopped()) {
      out.end(id, one.counts, one.active, whole);
    }
    written = written.plus(one.counts);
    activeRuns += one.active;
  }

  /** What is counted of one thread. */
  private final class OneThread {
    private final ChatThread thread;
    private final LaterRuns later;
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
        log.weigh(out.write(Line.OfMessage.of(message)));
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
        runs.weigh(out.write(Line.OfRun.of(run)));
        counts = counts.plus(new TransferCounts(0, 0, 1, 0, 0));
        writeSteps(run);
      }
    }

    private void writeSteps(Run run) throws IOException {
      Walk<RunStep> steps = new Walk<>(page -> store.runs().steps(scope, run.id(), page));
      for (RunStep step = steps.next(); step != null; step = steps.next()) {
        steps.weigh(out.write(new Line.OfStep(step)));
        counts = counts.plus(new TransferCounts(0, 0, 0, 1, 0));
      }
    }

    private void writeAssistant(AssistantId id) throws IOException {
      if (assistants.put(id, true) == null) {
        var assistant = store.assistants().find(scope, id);
        if (assistant.isPresent()) {
          out.write(new Line.OfAssistant(assistant.get()));
          counts = counts.plus(new TransferCounts(0, 0, 0, 0, 1));
        }
      }
    }
  }
}
