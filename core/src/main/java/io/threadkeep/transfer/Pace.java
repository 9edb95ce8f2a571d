package io.threadkeep.transfer;

import java.util.function.LongSupplier;

/** Counts what goes by, and asks the watch now and then whether it may. */
final class Pace {
  private final TransferWatch watch;
  private final LongSupplier bytes;
  private long threads;
  private long messages;
  private int sinceAsked;
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
    if (++sinceAsked >= LineHash.BATCH_LINES) {
      ask();
    }
  }

  void ask() {
    sinceAsked = 0;
    stopped = stopped || !watch.goOn(new TransferProgress(threads, messages, bytes.getAsLong()));
  }

  boolean isStopped() {
    return stopped;
  }
}
