package io.threadkeep.transfer;

import io.threadkeep.id.ThreadId;
import io.threadkeep.message.Message;
import io.threadkeep.message.MessageDraft;
import io.threadkeep.metadata.Metadata;

/** Compares what comes in of a thread with what is here, and tells of what has changed since. */
final class MessageComparison {
  private final ImportTally tally;
  private final ThreadId thread;
  private boolean toldOfMetadata;
  private boolean toldOfWithdrawal;

  MessageComparison(ImportTally tally, ThreadId thread) {
    this.tally = tally;
    this.thread = thread;
  }

  /**
   * Another counter makes no other message, nor does another thread that shows it, nor other
   * metadata, nor that it was withdrawn: that stays as it is here. Each of the last two is told
   * once for the thread.
   */
  boolean isSame(Message given, Message there, long line) {
    if (given.position() != there.position()) {
      return false;
    }
    if (words(given).equals(words(there))) {
      tellOfMetadata(given, there, line);
      return true;
    }
    boolean withdrawn = left(given).equals(left(there)) && (isLeft(given) || isLeft(there));
    if (withdrawn && !toldOfWithdrawal) {
      toldOfWithdrawal = true;
      keep(
          line,
          "Message " + given.id() + ", and perhaps later ones, was withdrawn, here or there.");
    }
    return withdrawn;
  }

  private void tellOfMetadata(Message given, Message there, long line) {
    if (!toldOfMetadata && !given.metadata().equals(there.metadata())) {
      toldOfMetadata = true;
      keep(
          line,
          "The metadata of message "
              + given.id()
              + ", and perhaps of later ones, was changed, here or there.");
    }
  }

  private void keep(long line, String what) {
    tally.problem(
        new TransferProblem(
            TransferProblem.Kind.KEPT, line, thread.value(), what + " It stays as it is here."));
  }

  /** What makes it this message. */
  private static MessageDraft words(Message message) {
    MessageDraft draft = message.draft();
    return new MessageDraft(
        draft.id(),
        draft.body().withMetadata(Metadata.EMPTY),
        draft.origin(),
        0,
        draft.createdAt());
  }

  private static MessageDraft left(Message message) {
    return message.draft().withdrawn(0);
  }

  private static boolean isLeft(Message message) {
    return words(message).equals(left(message));
  }
}
