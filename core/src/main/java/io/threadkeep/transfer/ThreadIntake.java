package io.threadkeep.transfer;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.id.Scope;
import io.threadkeep.message.Message;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStep;
import io.threadkeep.store.LogPart;
import io.threadkeep.store.StorageException;
import io.threadkeep.store.ThreadStore;
import io.threadkeep.thread.ChatThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes one thread into the store: what is there already is compared, what is new goes behind it.
 * At each moment the store holds the thread's beginning, dense and in order, so that to begin again
 * is to go on.
 */
final class ThreadIntake {
  private static final TransferCounts A_THREAD = new TransferCounts(1, 0, 0, 0, 0);
  private static final TransferCounts A_MESSAGE = new TransferCounts(0, 1, 0, 0, 0);

  private final ThreadStore store;
  private final Scope scope;
  private final ImportTally tally;
  private final ChatThread thread;
  private final Walk<Message> log;
  private final List<Message> ahead = new ArrayList<>();
  private final AssistantIntake assistants;
  private final RunIntake runs;
  private long nextPosition = 1;
  private long line;

  /**
   * @throws Refusal if the thread is another user's, or its id stands for something else
   */
  ThreadIntake(ThreadStore store, Scope scope, ImportTally tally, ChatThread thread, long line) {
    this.store = store;
    this.scope = scope;
    this.tally = tally;
    this.thread = thread;
    this.assistants = new AssistantIntake(store, scope, tally);
    this.runs = new RunIntake(store, scope, tally);
    this.line = line;
    if (!scope.reaches(thread.owner())) {
      throw new Refusal(
          TransferProblem.Kind.NOT_YOURS,
          line,
          "The thread is "
              + (thread.owner().user() == null ? "no user's" : "another user's")
              + ", and the import is made for user '"
              + scope.user()
              + "'. Import it in the scope of the tenant.");
    }
    Optional<ChatThread> found = store.threads().find(scope, thread.id());
    ChatThread there = found.isPresent() ? found.get() : create();
    if (found.isPresent()) {
      tally.found(A_THREAD);
    } else {
      tally.stored(A_THREAD);
    }
    if (!there.owner().equals(thread.owner()) || !there.createdAt().equals(thread.createdAt())) {
      throw Refusal.conflict(line, "Another thread has this id here. It was left as it is.");
    }
    if (!there.metadata().equals(thread.metadata())) {
      tally.problem(
          new TransferProblem(
              TransferProblem.Kind.KEPT,
              line,
              thread.id().value(),
              "The thread's metadata was changed, here or there. It stays as it is here."));
    }
    this.log =
        there.messageCount() == 0
            ? Walk.ofNothing()
            : new Walk<>(page -> store.messages().list(scope, thread.id(), page));
  }

  private ChatThread create() {
    try {
      return store.threads().create(thread, null);
    } catch (StorageException e) {
      throw Refusal.conflict(line, "The thread's id is not free here. " + e.getMessage());
    }
  }

  ChatThread thread() {
    return thread;
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
    } else if (there.equals(message)) {
      tally.found(A_MESSAGE);
    } else {
      throw Refusal.conflict(
          line,
          "The thread has another message at position "
              + message.position()
              + " here. It was left as it is; what stands before is the same.");
    }
  }

  void assistant(Assistant assistant, long lineNumber) {
    assistants.take(assistant, lineNumber);
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
      there = store.messages().restore(scope, new LogPart(ahead));
    } catch (StorageException e) {
      throw Refusal.conflict(
          line, "The id of one of the messages is not free here. " + e.getMessage());
    }
    if (!there) {
      throw Refusal.conflict(
          line, "Somebody else has written to the thread here, in the place of these messages.");
    }
    tally.stored(new TransferCounts(0, ahead.size(), 0, 0, 0));
    ahead.clear();
  }
}
