package io.threadkeep.transfer;

import io.threadkeep.assistant.Assistant;
import io.threadkeep.message.Message;
import io.threadkeep.run.Run;
import io.threadkeep.run.RunStep;
import io.threadkeep.store.LogPart;
import io.threadkeep.store.StorageException;
import io.threadkeep.store.ThreadFork;
import io.threadkeep.store.ThreadRecords;
import io.threadkeep.thread.ChatThread;
import io.threadkeep.thread.ForkPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes one thread into the store: what is there already is compared, what is new goes behind it.
 * At each moment the store holds the thread's beginning, dense and in order, so that to begin again
 * is to go on.
 *
 * <p>A thread that is not here is made when it is known how much of its beginning other threads
 * have: at the first message that none has, or at its end. Whoever dies before has left nothing,
 * and compares anew.
 */
final class ThreadIntake {
  private static final TransferCounts A_THREAD = new TransferCounts(1, 0, 0, 0, 0);
  private static final TransferCounts A_MESSAGE = new TransferCounts(0, 1, 0, 0, 0);

  private final Destination into;
  private final ChatThread thread;
  private final @Nullable Instant activeAt;
  private final List<Message> ahead = new ArrayList<>();
  private final RunIntake runs;
  private final SharedBeginning shared;
  private final MessageComparison comparison;
  private Walk<Message> log = Walk.ofNothing();
  private boolean isThere;

  /** That it was made here, and has nothing yet that it does not share. */
  private boolean isBare;

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
    this.comparison = new MessageComparison(into.tally(), thread.id());
    this.shared = new SharedBeginning(into, thread, comparison);
    this.line = line;
    requireReached();
    into.store().threads().find(into.scope(), thread.id()).ifPresent(this::goOn);
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

  private void goOn(ChatThread there) {
    isThere = true;
    into.tally().found(A_THREAD);
    requireSame(there);
    keep(!there.metadata().equals(thread.metadata()), "metadata was");
    keep(activeAt != null && there.state() != thread.state(), "state was");
    if (there.messageCount() > 0) {
      log = new Walk<>(page -> into.store().messages().list(into.scope(), thread.id(), page));
    }
  }

  private void requireSame(ChatThread there) {
    if (!there.owner().equals(thread.owner()) || !there.createdAt().equals(thread.createdAt())) {
      throw Refusal.conflict(line, "Another thread has this id here. It was left as it is.");
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

  /** Makes the thread, if it is not there: with what it shares so far, and no more ever. */
  private void make() {
    if (isThere) {
      return;
    }
    ForkPoint from = shared.end(line);
    ThreadRecords threads = into.store().threads();
    try {
      requireSame(
          from == null
              ? threads.create(thread, null)
              : threads.fork(into.scope(), ThreadFork.back(thread, from), null));
    } catch (StorageException e) {
      throw Refusal.conflict(
          line,
          "The thread's id is not free here. "
              + (from == null
                  ? ""
                  : "If the thread was removed here, its forks have more of it than comes in, or"
                      + " than was left. ")
              + e.getMessage());
    }
    isThere = true;
    isBare = true;
  }

  void message(Message message, long lineNumber, long bytes) {
    line = lineNumber;
    if (message.position() != nextPosition) {
      throw Refusal.damaged(
          line, "Position " + message.position() + " stands where " + nextPosition + " belongs.");
    }
    nextPosition++;
    if (isThere ? isFound(message, bytes) : shared.goesOnWith(message, line, bytes)) {
      into.tally().found(A_MESSAGE);
    } else {
      make();
      ahead.add(message);
    }
  }

  private boolean isFound(Message message, long bytes) {
    Message there = log.next();
    log.weigh(bytes);
    if (there != null && !comparison.isSame(message, there, line)) {
      throw Refusal.conflict(
          line,
          "The thread has another message at position "
              + message.position()
              + " here. It was left as it is; what stands before is the same.");
    }
    return there != null;
  }

  void assistant(Assistant assistant, long lineNumber) {
    end();
    into.assistants().take(assistant, lineNumber);
  }

  void run(Run run, long lineNumber) {
    end();
    runs.run(run, lineNumber);
  }

  void step(RunStep step, long lineNumber, long bytes) {
    runs.step(step, lineNumber, bytes);
  }

  /** Stores what was given so far, but for what other threads have too. */
  void flush() {
    flushMessages();
    runs.flush();
  }

  /** That all of its messages were given. */
  void end() {
    make();
    flushMessages();
    settle();
  }

  private void settle() {
    if (isBare) {
      isBare = false;
      into.tally().stored(A_THREAD);
    }
  }

  private void flushMessages() {
    if (ahead.isEmpty()) {
      return;
    }
    boolean there;
    try {
      there = into.store().messages().restore(into.scope(), new LogPart(ahead, activeAt));
    } catch (StorageException e) {
      boolean isNew = isBare;
      discardBare();
      throw Refusal.conflict(
          line,
          "The id of one of the messages from position "
              + ahead.get(0).position()
              + " on is not free here. "
              + (isNew
                  ? ""
                  : "If a thread that shares messages with this one has it, delete this one here and"
                      + " take it in again. ")
              + e.getMessage());
    }
    settle();
    if (!there) {
      throw Refusal.conflict(
          line, "Somebody else has written to the thread here, in the place of these messages.");
    }
    into.tally().stored(new TransferCounts(0, ahead.size(), 0, 0, 0));
    ahead.clear();
  }

  /** Leaves nothing of a thread that has come to nothing, unless somebody has spoken in it. */
  private void discardBare() {
    ThreadRecords threads = into.store().threads();
    if (isBare
        && threads
            .find(into.scope(), thread.id())
            .filter(made -> made.messageCount() == shared.length())
            .isPresent()) {
      threads.delete(into.scope(), thread.id());
    }
  }
}
