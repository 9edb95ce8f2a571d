package io.threadkeep.transfer;

/** Sees how far a transfer has come, and may end it. Asked on the thread that does the work. */
@FunctionalInterface
public interface TransferWatch {
  TransferWatch NONE = progress -> true;

  /**
   * With each thread and each file, and after each batch: at most 200 messages, runs, steps or
   * other objects.
   *
   * @return whether to go on; if not, what was stored stays, and a later import goes on from there
   */
  boolean goOn(TransferProgress progress);
}
