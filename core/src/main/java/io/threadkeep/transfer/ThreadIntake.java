package io.threadkeep.transfer;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStep;
import io.threadkeep.store.LogPart;
import io.threadkeep.store.StorageException;
import io.threadkeep.store.ThreadFork;
import io.threadkeep.store.ThreadRecords;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ForkPoint;
import io.threadkeep.thread.ThreadState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes one thread into the store: what is there already is compared, what is new goes behind it.
 * At each moment the store holds the thread's beginning, dense and in order, so that to begin again
 * is to go on.
 */
final class ThreadIntake {
  private static final TransferCounts A_THREAD = new TransferCounts(1, 0, 0, 0, 0);
  private static final TransferCounts A_MESSAGE = new TransferCounts(0, 1, 0, 0, 0);

  private final Destination into;
  private final ChatThread thread;
  private final @Nullable Instant activeAt;
  private final Walk<Message> log;
  private final List<Message> ahead = new ArrayList<>();
  private final RunIntake runs;
  private long nextPosition = 1;
  private long line;

  /**
   * @param activeAt when the thread was active last; null if it is with this import
   * @throws Refusal if the thread is another user's, or its id stands for something else
   */
  ThreadIntake(Destination into, ChatThread thread, @Nullable Instant activeAt, long line) {
    this.into = into;
    this.thread = thread;
    this.activeAt = activeAt;
    this.runs = new RunIntake(into);
    this.line = line;
    requireReached();
    Optional<ChatThread> found = into.store().threads().find(into.scope(), thread.id());
    ChatThread there = found.isPresent() ? found.get() : create();
    if (found.isPresent()) {
      into.tally().found(A_THREAD);
    } else {
      into.tally().stored(A_THREAD);
    }
    if (!there.owner().equals(thread.owner()) || !there.createdAt().equals(thread.createdAt())) {
      throw Refusal.conflict(line, "Another thread has this id here. It was left as it is.");
    }
    keep(!there.metadata().equals(thread.metadata()), "metadata was");
    keep(activeAt != null && there.state() != thread.state(), "state was");
    this.log =
        there.messageCount() == 0
            ? Walk.ofNothing()
            : new Walk<>(page -> into.store().messages().list(into.scope(), thread.id(), page));
  }

  private void requireReached() {
    if (!into.scope().reaches(thread.owner())) {
      throw new Refusal(
          TransferProblem.Kind.NOT_YOURS,
          line,
          "The thread is "
              + (thread.owner().user() == null ? "no user's" : "another user's")
              + ", and the import is made for user '"
              + into.scope().user()
              + "'. Import it in the scope of the tenant.");
    }
  }

  private void keep(boolean differs, String what) {
    if (differs) {
      into.tally()
          .problem(
              new TransferProblem(
                  TransferProblem.Kind.KEPT,
                  line,
                  thread.id().value(),
                  "The thread's " + what + " changed, here or there. It stays as it is here."));
    }
  }

  private ChatThread create() {
    try {
      ForkPoint from = thread.forkedFrom();
      return from != null && isThere(from)
          ? fork(from)
          : into.store().threads().create(thread, null);
    } catch (StorageException e) {
      throw Refusal.conflict(line, "The thread's id is not free here. " + e.getMessage());
    }
  }

  /** Whether its source is; else it becomes a thread that has all its messages to itself. */
  private boolean isThere(ForkPoint from) {
    return into.store()
        .threads()
        .find(into.scope(), from.source())
        .filter(source -> source.owner().equals(thread.owner()))
        .filter(source -> source.messageCount() >= from.position())
        .isPresent();
  }

  private ChatThread fork(ForkPoint from) {
    ThreadRecords threads = into.store().threads();
    ChatThread fork =
        threads.fork(
            into.scope(),
            new ThreadFork(thread.id(), from, thread.metadata(), thread.createdAt()),
            null);
    return thread.state() == ThreadState.ARCHIVED ? threads.archive(into.scope(), fork.id()) : fork;
  }

  void message(Message message, long lineNumber, long bytes) {
    line = lineNumber;
    if (message.position() != nextPosition) {
      throw Refusal.damaged(
          line, "Position " + message.position() + " stands where " + nextPosition + " belongs.");
    }
    nextPosition++;
    Message there = log.next();
    log.weigh(bytes);
    if (there == null) {
      ahead.add(message);
    } else if (there.equals(withTokens(message, there.tokens()))) {
      into.tally().found(A_MESSAGE);
    } else {
      throw Refusal.conflict(
          line,
          "The thread has another message at position "
              + message.position()
              + " here. It was left as it is; what stands before is the same.");
    }
  }

  /** Another counter makes no other message. */
  private static Message withTokens(Message message, int tokens) {
    MessageDraft draft = message.draft();
    return new Message(
        message.threadId(),
        message.position(),
        new MessageDraft(draft.id(), draft.body(), draft.origin(), tokens, draft.createdAt()));
  }

  void assistant(Assistant assistant, long lineNumber) {
    into.assistants().take(assistant, lineNumber);
  }

  void run(Run run, long lineNumber) {
    flushMessages();
    runs.run(run, lineNumber);
  }

  void step(RunStep step, long lineNumber, long bytes) {
    runs.step(step, lineNumber, bytes);
  }

  /** Stores what was given so far. */
  void flush() {
    flushMessages();
    runs.flush();
  }

  private void flushMessages() {
    if (ahead.isEmpty()) {
      return;
    }
    boolean there;
    try {
      there = into.store().messages().restore(into.scope(), new LogPart(ahead, activeAt));
    } catch (StorageException e) {
      throw Refusal.conflict(
          line,
          "The id of one of the messages is not free here; threads are to be taken in before their"
              + " forks. "
              + e.getMessage());
    }
    if (!there) {
      throw Refusal.conflict(
          line, "Somebody else has written to the thread here, in the place of these messages.");
    }
    into.tally().stored(new TransferCounts(0, ahead.size(), 0, 0, 0));
    ahead.clear();
  }
}
