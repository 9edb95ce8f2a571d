package io.threadkeep.transfer;

/** How much of each kind. */
public record TransferCounts(long threads, long messages, long runs, long steps, long assistants) {
  public static final TransferCounts NONE = new TransferCounts(0, 0, 0, 0, 0);

  public TransferCounts plus(TransferCounts other) {
    return new TransferCounts(
        threads + other.threads,
        messages + other.messages,
        runs + other.runs,
        steps + other.steps,
        assistants + other.assistants);
  }
}
