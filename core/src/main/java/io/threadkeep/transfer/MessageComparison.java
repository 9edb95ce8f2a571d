package io.threadkeep.transfer;

import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;

/** Compares what comes in of a thread with what is here, and tells of what has changed since. */
final class MessageComparison {
  private final ImportTally tally;
  private final ThreadId thread;
  private boolean toldOfMetadata;

  MessageComparison(ImportTally tally, ThreadId thread) {
    this.tally = tally;
    this.thread = thread;
  }

  /**
   * Another counter makes no other message, nor does another thread that shows it, nor other
   * metadata: that stays as it is here, and is told once for the thread.
   */
  boolean isSame(Message given, Message there, long line) {
    MessageDraft draft = given.draft();
    boolean same =
        given.position() == there.position()
            && there
                .draft()
                .equals(
                    new MessageDraft(
                        draft.id(),
                        draft.body().withMetadata(there.metadata()),
                        draft.origin(),
                        there.tokens(),
                        draft.createdAt()));
    if (same && !toldOfMetadata && !given.metadata().equals(there.metadata())) {
      toldOfMetadata = true;
      tally.problem(
          new TransferProblem(
              TransferProblem.Kind.KEPT,
              line,
              thread.value(),
              "The metadata of message "
                  + given.id()
                  + ", and perhaps of later ones, was changed, here or there. It stays as it is"
                  + " here."));
    }
    return same;
  }
}
