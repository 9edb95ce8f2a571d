package io.threadkeep.transfer;

import java.util.function.LongSupplier;

/** Counts what goes by, and asks the watch now and then whether it may. */
final class Pace {
  private final TransferWatch watch;
  private final LongSupplier bytes;
  private long threads;
  private long messages;
  private long more;
  private int messagesSinceAsked;
  private int othersSinceAsked;
  private boolean stopped;

  Pace(TransferWatch watch, LongSupplier bytes) {
    this.watch = watch;
    this.bytes = bytes;
  }

  void thread() {
    threads++;
    ask();
  }

  void message() {
    messages++;
    if (++messagesSinceAsked >= LineHash.BATCH_LINES) {
      ask();
    }
  }

  /** Whatever else takes its time: a run, a step, an object. */
  void other() {
    if (++othersSinceAsked >= LineHash.BATCH_LINES) {
      ask();
    }
  }

  /** That so many bytes went by beside those that are counted. */
  void bytes(long count) {
    more += count;
  }

  void ask() {
    messagesSinceAsked = 0;
    othersSinceAsked = 0;
    stopped =
        stopped || !watch.goOn(new TransferProgress(threads, messages, bytes.getAsLong() + more));
  }

  boolean isStopped() {
    return stopped;
  }
}
